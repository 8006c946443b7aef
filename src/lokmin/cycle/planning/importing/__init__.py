"""Plans out of somebody's workbook."""
