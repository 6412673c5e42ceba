namespace Ami.Modules.Market.Contracts;

/// <summary>What a company does to its shares on a day: a split, a dividend in cash, or both; the dividend is for shares as they are before the split.</summary>
/// <param name="Day">The first day with prices after it (ex-date).</param>
/// <param name="At">
/// Prices that begin from this moment on are those after it: midnight by the clocks of its market, or where its bar of that day begins, as they were known when it was imported. So it stays where it is
/// when more becomes known of them: in what somebody holds it would be applied again.
/// </param>
/// <param name="NewShares">So many new shares, 1 to 10,000, …</param>
/// <param name="OldShares">… for so many old ones, 1 to 10,000; both are 1 when it is no split.</param>
/// <param name="Dividend">Cash for each old share in the symbol's currency, ≥ 0.</param>
public sealed record CorporateAction(DateOnly Day, DateTimeOffset At, int NewShares, int OldShares, decimal Dividend);

/// <summary>Knows which corporate actions are in something already: those stay as they are, because they would be in it twice.</summary>
public interface IAppliedActions
{
    /// <summary>Of some actions, the days of those that are in what somebody holds or has ordered now; asked in the unit of work that would change them.</summary>
    /// <param name="symbol">Whose.</param>
    /// <param name="actions">The actions.</param>
    /// <param name="cancellationToken">Cancels it.</param>
    Task<IReadOnlyList<DateOnly>> Of(SymbolSpec symbol, IReadOnlyList<CorporateAction> actions, CancellationToken cancellationToken);
}
