"""What is measured, as dated data with a citation: elements, indicators, rules, scales, forms."""
