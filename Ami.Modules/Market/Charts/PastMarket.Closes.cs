using Ami.Modules.Market.Contracts;
using Ami.Modules.Market.Domain;
using Ami.Modules.Market.History;

namespace Ami.Modules.Market.Charts;

/// <content>What something cost at many moments, and how far its prices ranged.</content>
internal sealed partial class PastMarket
{
    public async Task<IReadOnlyList<PastClose?>> ClosesAt(Symbol symbol, IReadOnlyList<DateTimeOffset> moments, CancellationToken cancellationToken = default)
    {
        var closes = new PastClose?[moments.Count];
        if (!(await directory.Find(symbol, cancellationToken)).Try(out var spec, out _))
        {
            return closes;
        }

        var now = spec.ClockAt(time.GetUtcNow().ToUnixTimeMilliseconds());
        var by = moments.Select(moment => Math.Clamp(spec.ClockAt(Milliseconds(moment)), BarLimits.Earliest, Math.Min(now, CandleStore.Latest))).ToArray();
        foreach (var layer in await Played(spec, cancellationToken))
        {
            var length = layer.Interval.Milliseconds;
            foreach (var (index, bar) in await store.NewestBy(spec.Id, layer.Interval, [.. by.Select(at => at - length)], cancellationToken))
            {
                var age = TimeSpan.FromMilliseconds(by[index] - bar.Time - length);
                if (bar.Close > 0 && (closes[index] is not { } known || age < known.Age))
                {
                    closes[index] = new PastClose(bar.Close, age, moments[index] - age - TimeSpan.FromMilliseconds(length));
                }
            }
        }

        return closes;
    }

    public async Task<decimal?> AverageTrueRange(Symbol symbol, DateTimeOffset clock, CancellationToken cancellationToken = default) =>
        (await directory.Find(symbol, cancellationToken)).Try(out var spec, out _)
            ? await ranges.Average(AsStored(spec), Milliseconds(clock), [], cancellationToken)
            : null;
}
