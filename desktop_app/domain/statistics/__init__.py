"""Statistics 统计: figures over all cases, each with its 口径, its table and the rows behind every bar."""
