using Ami.Modules.PaperTrading.Contracts;
using Ami.Modules.PaperTrading.Features;
using Ami.Quant.Trading;
using Microsoft.EntityFrameworkCore;
using Npgsql;

namespace Ami.Modules.PaperTrading.Statements;

/// <summary>What an account was worth at a moment, in its currency.</summary>
internal readonly record struct Worth(decimal Equity, decimal Cash);

/// <summary>What happened on one life of an account in a period.</summary>
/// <param name="Account">The account now.</param>
/// <param name="Begin">Before the first moment of the period; what the account began with where it is younger.</param>
/// <param name="End">After its last moment; now, where it is not over.</param>
/// <param name="Curve">The equity curve within it, as the account's page shows it.</param>
/// <param name="Fills">Executions, oldest first.</param>
/// <param name="Trades">Positions that were closed by a fill, in the order in which they were.</param>
/// <param name="ForgivenDebt">What a gap had cost beyond the account, and was given to it; ≥ 0.</param>
/// <param name="Charges">What holding cost, oldest first.</param>
/// <param name="Effects">What companies did to their shares, by when it was applied, oldest first.</param>
internal sealed record Statement(
    AccountSummary Account,
    StatementPeriod Period,
    Worth Begin,
    Worth End,
    IReadOnlyList<EquityCurvePoint> Curve,
    IReadOnlyList<FillView> Fills,
    IReadOnlyList<Position> Trades,
    decimal ForgivenDebt,
    IReadOnlyList<CarryCharge> Charges,
    IReadOnlyList<ActionEffect> Effects
)
{
    /// <summary>Executions that a statement holds; its document stays within what is made while somebody waits.</summary>
    public const int MostFills = 2000;

    /// <summary>Before fees, after what holding cost and with dividends.</summary>
    public decimal RealisedPnl => Fills.Sum(f => f.RealisedPnl) - Carry + Effects.Sum(e => e.RealisedPnl);

    /// <summary>Below zero when received.</summary>
    public decimal Carry => Charges.Sum(c => c.Amount);

    public decimal Fees => Fills.Sum(f => f.Fee);

    /// <summary>Reads it; <c>paper.statement_too_long</c> when there are more executions than <see cref="MostFills"/>.</summary>
    public static async Task<Result<Statement>> Read(
        PaperTradingDb db,
        NpgsqlDataSource dataSource,
        AccountSummary account,
        StatementPeriod period,
        DateTimeOffset now,
        CancellationToken cancellationToken
    )
    {
        var (id, generation, begins, ends) = (account.Id, account.ResetCount, period.Begins, period.Ends);
        var fills = await PaperTradingDb
            .Of(db.Fills, id, generation)
            .Where(f => f.At >= begins && f.At < ends)
            .OrderBy(f => f.At)
            .ThenBy(f => f.Id)
            .Take(MostFills + 1)
            .ToListAsync(cancellationToken);
        if (fills.Count > MostFills)
        {
            return StatementErrors.TooLong(MostFills);
        }

        var trades = await PaperTradingDb
            .Of(db.Positions, id, generation)
            .Where(p => p.CloseReason == Position.ClosedByFill && p.ClosedAt >= begins && p.ClosedAt < ends)
            .OrderBy(p => p.ClosedAt)
            .ThenBy(p => p.Id)
            .ToListAsync(cancellationToken);
        var forgiven = await db
            .DebtReliefs.Where(r => r.AccountId == id && r.Generation == generation && r.At >= begins && r.At < ends)
            .SumAsync(r => r.Amount, cancellationToken);
        var charges = await PaperTradingDb
            .Of(db.CarryCharges, id, generation)
            .Where(c => c.Moment >= begins && c.Moment < ends)
            .OrderBy(c => c.Moment)
            .ThenBy(c => c.Id)
            .Take(MostFills + 1)
            .ToListAsync(cancellationToken);
        if (charges.Count > MostFills)
        {
            return StatementErrors.TooLong(MostFills);
        }

        var effects = await PaperTradingDb
            .Of(db.ActionEffects, id, generation)
            // Cash and curve move with the first price after the moment.
            .Where(e => e.AppliedAt >= begins && e.AppliedAt < ends)
            .OrderBy(e => e.AppliedAt)
            .ThenBy(e => e.Id)
            .Take(MostFills)
            .ToListAsync(cancellationToken);
        // The curve takes moments that both belong to it; the database keeps microseconds.
        Task<IReadOnlyList<EquityCurvePoint>> CurveOf(DateTimeOffset? from, DateTimeOffset to) =>
            GetEquity.Of(dataSource, id, generation, from, to.AddMicroseconds(-1), cancellationToken);
        var opening = new Worth(account.StartingCash, account.StartingCash);
        var begin = LastOf(await CurveOf(null, begins)) ?? opening;
        var curve = await CurveOf(begins, ends);
        var end = ends > now ? new Worth(account.Equity, account.Cash) : LastOf(curve) ?? begin;
        return new Statement(account, period, begin, end, curve, [.. fills.Select(f => FillView.Of(f, id))], trades, forgiven, charges, effects);
    }

    private static Worth? LastOf(IReadOnlyList<EquityCurvePoint> curve) => curve is [.., var last] ? new Worth(last.Equity, last.Cash) : null;
}
