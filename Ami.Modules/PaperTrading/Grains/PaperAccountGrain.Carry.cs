using Ami.Modules.PaperTrading.Domain;
using Ami.Modules.PaperTrading.Rows;
using Ami.Quant.Trading;

namespace Ami.Modules.PaperTrading.Grains;

/// <content>What holding costs.</content>
public sealed partial class PaperAccountGrain
{
    public Task<int> Carry() => Act(0, (book, now) => book.Carry(now));

    /// <summary>What is charged late costs what it did at its moment; a replay has prices of its own.</summary>
    private async ValueTask<CarryPrices> DuePrices(VenueRules venue) =>
        await Current() is { Replay: null, Positions.Count: > 0 } book
            ? await moments.Of([.. book.Fork(venue).CarryDue(time.DatabaseNow())])
            : CarryPrices.None;
}
