"""Points that teach (material, a short test before and after) and points that bind (dinamika kelompok)."""
