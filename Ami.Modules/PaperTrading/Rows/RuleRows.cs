using Ami.Modules.PaperTrading.Domain;
using Ami.Modules.PaperTrading.Domain.Rules;
using Ami.Modules.PaperTrading.Features;
using Npgsql;
using NpgsqlTypes;

namespace Ami.Modules.PaperTrading.Rows;

/// <summary>The rules of accounts, what they refused, and what they go by.</summary>
internal static class RuleRows
{
    private const string Columns = """
        number, at, risk_per_trade, risk_per_day, cool_down_losses, cool_down_minutes, most_positions, needs_stop, risk_per_trade_at_once,
        risk_per_day_at_once, cool_down_losses_at_once, cool_down_minutes_at_once, most_positions_at_once, needs_stop_at_once, wanted_from
        """;

    // A day begins with the last point before it; a life that began today, with its cash. Lives that ended today end with their last point.
    private const string DaySql = """
        select g.number, g.ended_at is not null,
               coalesce(case when g.started_at < $2 then
                            (select p.equity from paper_trading.equity_points p
                             where p.account_id = g.account_id and p.generation = g.number and p.at < $2 order by p.at desc limit 1) end, g.starting_cash),
               (select p.equity from paper_trading.equity_points p
                where p.account_id = g.account_id and p.generation = g.number order by p.at desc limit 1)
        from paper_trading.generations g
        where g.account_id = $1 and (g.ended_at is null or g.ended_at >= $2)
        order by g.number
        """;

    /// <summary>The rules as they are, for <see cref="Read"/>; no row where none were ever set.</summary>
    public static NpgsqlBatchCommand SelectLatest(Guid accountId) => Select(accountId, 1);

    /// <summary>The latest changes first, for <see cref="Read"/>.</summary>
    public static NpgsqlBatchCommand Select(Guid accountId, int most) =>
        new NpgsqlBatchCommand($"select {Columns} from paper_trading.rule_changes where account_id = $1 order by number desc limit $2")
            .With(accountId)
            .With(most);

    public static RuleChange Read(NpgsqlDataReader row)
    {
        var state = new RuleState(row.GetInt32(0), Rules(8), Rules(2), row.IsDBNull(14) ? null : row.GetFieldValue<DateTimeOffset>(14));
        return new RuleChange(state, row.GetFieldValue<DateTimeOffset>(1));

        AccountRules Rules(int first) =>
            new(
                row.DecimalOrNull(first).Plain(),
                row.DecimalOrNull(first + 1).Plain(),
                IntegerOrNull(first + 2),
                IntegerOrNull(first + 3),
                IntegerOrNull(first + 4),
                row.GetBoolean(first + 5)
            );

        int? IntegerOrNull(int column) => row.IsDBNull(column) ? null : row.GetInt32(column);
    }

    public static NpgsqlBatchCommand Insert(RuleChange change, RowOwner owner)
    {
        var state = change.State;
        var command = new NpgsqlBatchCommand(
            $"""
            insert into paper_trading.rule_changes ({Columns}, account_id, user_id)
            values ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11, $12, $13, $14, $15, $16, $17)
            """
        ).With(state.Number).With(change.At);
        foreach (var rules in (AccountRules[])[state.Wanted, state.AtOnce])
        {
            command
                .With(rules.RiskPerTradePct)
                .With(rules.RiskPerDayPct)
                .With(rules.CoolDownLosses, NpgsqlDbType.Integer)
                .With(rules.CoolDownMinutes, NpgsqlDbType.Integer)
                .With(rules.MostPositions, NpgsqlDbType.Integer)
                .With(rules.NeedsStop);
        }

        return command.With(state.WantedFrom).With(owner.AccountId).With(owner.UserId);
    }

    public static NpgsqlBatchCommand Insert(RuleBreach breach, RowOwner owner, DateTimeOffset now)
    {
        var command = new NpgsqlBatchCommand(
            """
            insert into paper_trading.rule_breaches (id, account_id, user_id, generation, at, symbol, rule, limit_value, figure)
            values ($1, $2, $3, $4, $5, $6, $7, $8, $9)
            """
        );
        command.With(TimeOrderedId.New(now)).With(owner.AccountId).With(owner.UserId).With(owner.Generation);
        return command.With(now).With(breach.Symbol).With(breach.Rule).With(breach.Limit).With(breach.Figure);
    }

    /// <summary>The newest ones first, for <see cref="ReadBreach"/>.</summary>
    public static NpgsqlBatchCommand SelectBreaches(Guid accountId, int most) =>
        new NpgsqlBatchCommand(
            "select at, symbol, rule, limit_value, figure from paper_trading.rule_breaches where account_id = $1 order by at desc, id desc limit $2"
        )
            .With(accountId)
            .With(most);

    /// <summary>When a rule refused something in one life of an account: one column.</summary>
    public static NpgsqlBatchCommand SelectBreachTimes(Guid accountId, int generation) =>
        new NpgsqlBatchCommand("select at from paper_trading.rule_breaches where account_id = $1 and generation = $2").With(accountId).With(generation);

    public static RuleBreachView ReadBreach(NpgsqlDataReader row) =>
        new(
            row.GetFieldValue<DateTimeOffset>(0),
            row.GetString(1),
            Enum.Parse<RuleKind>(row.GetString(2)),
            row.GetDecimal(3).Plain(),
            row.GetDecimal(4).Plain()
        );

    /// <summary>One row, for <see cref="ReadLosses"/>. A reset ends no streak.</summary>
    public static NpgsqlBatchCommand SelectLosses(Guid accountId) =>
        new NpgsqlBatchCommand(
            """
            select count(*)::integer, max(closed_at) from paper_trading.positions
            where account_id = $1 and close_reason = 'fill' and closed_at > coalesce(
                (select max(closed_at) from paper_trading.positions where account_id = $1 and close_reason = 'fill' and realised_pnl - fees >= 0), '-infinity')
            """
        ).With(accountId);

    public static LossStreak ReadLosses(NpgsqlDataReader row) =>
        row.IsDBNull(1) ? default : new LossStreak(row.GetInt32(0), row.GetFieldValue<DateTimeOffset>(1));

    /// <summary>With how much the account's day of a moment began.</summary>
    public static async Task<DayOpening> ReadDay(NpgsqlDataSource dataSource, Guid accountId, DateTimeOffset now)
    {
        await using var command = dataSource.CreateCommand(DaySql);
        command.With(accountId).With(AccountDay.Start(now));
        await using var reader = await command.ExecuteReaderAsync();
        var day = new DayOpening(AccountDay.Of(now), 0, 0, 0);
        while (await reader.ReadAsync())
        {
            var equity = reader.GetDecimal(2);
            day = reader.GetBoolean(1)
                ? day with
                {
                    CarriedPct = day.CarriedPct + Percent.Of(equity - reader.GetDecimal(3), equity),
                }
                : day with
                {
                    Generation = reader.GetInt32(0),
                    Equity = equity,
                };
        }

        return day;
    }
}
