-- The coverage table of one Puskesmas-year as window functions: the independent oracle and the baseline of the cube.
-- For flows over a yearly sasaran where more is better. Tables (all BIGINT except the names):
--   obs(place, ind, month 0..12, num NULL = not reported), month 0 is last December
--   aim(place, ind, den NULL, bp, factor); the Puskesmas stands in aim only with its target (den is summed here)
--   rule(reachable, push, hard) in basis points
WITH villages AS (
    SELECT o.place, o.ind, o.month, o.num, a.den, a.bp, a.factor, FALSE AS total
    FROM obs o JOIN aim a ON a.place = o.place AND a.ind = o.ind
),
everyone AS (
    SELECT * FROM villages
    UNION ALL
    SELECT '(puskesmas)', v.ind, v.month, SUM(v.num)::BIGINT, SUM(v.den)::BIGINT, any_value(a.bp), any_value(a.factor), TRUE
    FROM villages v JOIN aim a ON a.place = '(puskesmas)' AND a.ind = v.ind
    GROUP BY v.ind, v.month
),
grown AS (
    SELECT *,
        LAG(num) OVER series AS last_num,
        (SUM(CASE WHEN month > 0 THEN num END) OVER series)::BIGINT AS cum,
        COUNT(CASE WHEN month > 0 THEN num END) OVER series AS reports
    FROM everyone
    WINDOW series AS (PARTITION BY place, ind ORDER BY month ROWS BETWEEN UNBOUNDED PRECEDING AND CURRENT ROW)
),
judged AS (
    SELECT *,
        num IS NOT NULL AND COALESCE(den, 0) > 0 AS has_ratio,
        num IS NOT NULL AND COALESCE(den, 0) > 0 AND bp IS NOT NULL AS has_status,
        bp * month * den - 1200 * factor * cum AS short,
        12 * bp * den - 1200 * factor * cum AS short_year
    FROM grown WHERE month > 0
),
runs AS (
    SELECT *,
        MAX(CASE WHEN has_status AND short > 0 THEN 0 ELSE month END) OVER (
            PARTITION BY place, ind ORDER BY month ROWS BETWEEN UNBOUNDED PRECEDING AND CURRENT ROW) AS last_not_red
    FROM judged
)
SELECT place, ind, month, num, last_num, cum, den,
    CASE
        WHEN num IS NULL THEN 'belum lapor'
        WHEN NOT has_status THEN 'tanpa target'
        WHEN short <= 0 AND (last_num IS NULL OR num >= last_num) THEN 'baik'
        WHEN short <= 0 THEN 'kurang'
        WHEN last_num IS NOT NULL AND num > last_num THEN 'cukup'
        ELSE 'jelek'
    END AS status,
    CASE WHEN has_ratio AND NOT total THEN
        RANK() OVER (PARTITION BY ind, month, total, has_ratio ORDER BY cum::DOUBLE / den DESC) END AS rank,
    CASE WHEN has_status THEN GREATEST(0, (short + 1200 * factor * 1000000 - 1) // (1200 * factor * 1000000)) END AS gap,
    CASE WHEN has_status THEN GREATEST(0, -short // (1200 * factor * 1000000)) END AS surplus,
    month - last_not_red AS red_months,
    CASE WHEN NOT has_status THEN NULL
        WHEN short_year <= 0 THEN 0
        WHEN month < 12 THEN (short_year + 1200 * factor * (12 - month) - 1) // (1200 * factor * (12 - month)) END AS needed,
    CASE WHEN has_status THEN cum // reports END AS reached,
    CASE WHEN NOT has_status THEN ''
        WHEN short_year <= 0 THEN 'sudah tercapai'
        WHEN month = 12 THEN ''
        WHEN cum <= 0 THEN 'perlu cara baru'
        WHEN short_year * reports * 100 <= 1200 * factor * (12 - month) * cum * (rule.reachable // 100) THEN 'terjangkau'
        WHEN short_year * reports * 100 <= 1200 * factor * (12 - month) * cum * (rule.push // 100) THEN 'perlu dorongan'
        WHEN short_year * reports * 100 <= 1200 * factor * (12 - month) * cum * (rule.hard // 100) THEN 'berat'
        ELSE 'perlu cara baru'
    END AS pace
FROM runs, rule
