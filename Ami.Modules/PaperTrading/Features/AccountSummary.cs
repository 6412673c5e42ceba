using Ami.Modules.PaperTrading.Domain;
using Ami.Quant.Trading;

namespace Ami.Modules.PaperTrading.Features;

/// <param name="Equity">Cash plus the value of what is held, at the last prices.</param>
/// <param name="RealisedPnl">Before fees, since the last reset.</param>
/// <param name="GrossExposure">Value of what is held, long and short added up.</param>
/// <param name="BuyingPower">What may still be opened, working orders counted.</param>
/// <param name="IsReplay">Whether it trades in the past: its times are those of a replay with the same id.</param>
/// <param name="Costs">What reductions release of what positions cost.</param>
/// <param name="InitialMargin">What opening all that is held would need: its value by the leverage.</param>
/// <param name="MaintenanceMargin">What equity must not fall below: the account is liquidated then.</param>
/// <param name="MarginLevel">Equity as a multiple of the maintenance margin; null while nothing is held.</param>
/// <param name="MarginCalledAt">Since when its margin runs out; null while it suffices.</param>
/// <param name="MarginCallLevel">The margin level below which its owner is told.</param>
[GenerateSerializer, Immutable, Alias("paper.account-summary")]
public sealed record AccountSummary(
    Guid Id,
    string Name,
    string Currency,
    decimal StartingCash,
    decimal Cash,
    decimal Equity,
    decimal UnrealisedPnl,
    decimal RealisedPnl,
    decimal FeesPaid,
    decimal GrossExposure,
    decimal BuyingPower,
    int Leverage,
    int OpenPositions,
    int WorkingOrders,
    DateTimeOffset CreatedAt,
    DateTimeOffset? ResetAt,
    int ResetCount,
    bool IsReplay = false,
    CostMethod Costs = CostMethod.Average,
    decimal InitialMargin = 0,
    decimal MaintenanceMargin = 0,
    decimal? MarginLevel = null,
    DateTimeOffset? MarginCalledAt = null,
    decimal MarginCallLevel = MarginCall.BeginsBelow
)
{
    internal static AccountSummary Of(PaperBook book)
    {
        var (account, standing) = (book.Account, book.Standing());
        var margin = standing.Margin;
        return new AccountSummary(
            Id: account.Id,
            Name: account.Name,
            Currency: account.Currency,
            StartingCash: account.StartingCash.Plain(),
            Cash: account.Cash.Plain(),
            Equity: book.Round(standing.Equity).Plain(),
            UnrealisedPnl: book.Round(book.Positions.Sum(p => (p.Quantity * book.MarkOf(p)) - p.CostBasis)).Plain(),
            RealisedPnl: account.RealisedPnl.Plain(),
            FeesPaid: account.FeesPaid.Plain(),
            GrossExposure: book.Round(standing.GrossExposure).Plain(),
            BuyingPower: standing.BuyingPower.Plain(),
            Leverage: account.Leverage,
            OpenPositions: book.Positions.Count,
            WorkingOrders: book.OpenOrders.Count(o => o.Status == OrderStatus.Working),
            CreatedAt: account.CreatedAt,
            ResetAt: account.ResetAt,
            ResetCount: account.Generation,
            IsReplay: book.Replay is not null,
            Costs: account.Costs,
            InitialMargin: book.Round(margin.Initial).Plain(),
            MaintenanceMargin: book.Round(margin.Maintenance).Plain(),
            MarginLevel: margin.Level is { } level ? decimal.Round(level, 4).Plain() : null,
            MarginCalledAt: account.MarginCalledAt
        );
    }

    /// <summary>Of an account that has just been opened.</summary>
    internal static AccountSummary OfNew(PaperAccount account) =>
        Of(new PaperBook(account, [], [], new Dictionary<string, decimal>(), new VenueRules(), () => Guid.Empty));
}
