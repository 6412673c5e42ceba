using System.Globalization;
using Ami.Modules.Market.Contracts;

namespace Ami.Tests.Market;

/// <summary>What was heard of a symbol beside what truly was, trade by trade.</summary>
internal static class HeardTrades
{
    /// <summary>What is wrong: each trade is to be heard once, in order, at times that only rise, at prices between bid and ask. Of each kind of mistake the first is told, with its trade.</summary>
    /// <param name="ticks">What was heard.</param>
    /// <param name="tape">What truly was.</param>
    /// <param name="since">The source's time; trades after it are compared. Null for all since the first that was heard.</param>
    /// <param name="onTheWay">How many of the last may not have come yet.</param>
    /// <param name="around">Says what else happened at a time of the source's.</param>
    public static IEnumerable<string> Problems(IReadOnlyList<Tick> ticks, BinanceTape tape, long? since, int onTheWay, Func<long, string>? around = null)
    {
        var heard = since is { } from ? [.. ticks.Where(tick => Time(tick) > from)] : ticks;
        var known = tape.Trades.ToLookup(trade => (trade.Time, trade.Price, trade.Quantity), trade => trade.Id);
        var found = Found(heard, known);
        var first = since is { } after ? tape.Trades.Find(trade => trade.Time > after).Id : found.Find(id => id is not null) ?? 0;
        var times = found.OfType<long>().CountBy(id => id).ToDictionary();
        var truth = tape.Trades.Where(trade => trade.Id >= first).ToList();

        string Told(string what, IReadOnlyCollection<long> at) =>
            string.Create(
                    CultureInfo.InvariantCulture,
                    $"{tape.Symbol}: {at.Count} {what}, the first at {DateTimeOffset.FromUnixTimeMilliseconds(at.First()):HH:mm:ss.fff} {around?.Invoke(at.First())}"
                )
                .TrimEnd();

        if (heard.Count == 0)
        {
            yield return $"{tape.Symbol}: {truth.Count} trades, none heard";
        }

        var strange = heard.Where((_, i) => found[i] is null).Select(Time).ToList();
        if (strange.Count > 0)
        {
            yield return Told("ticks of no trade", strange);
        }

        var missing = truth.SkipLast(onTheWay).Where(trade => !times.ContainsKey(trade.Id)).ToList();
        if (missing.Count > 0)
        {
            yield return Told($"trades missing (#{missing[0].Id})", [.. missing.Select(trade => trade.Time)]);
        }

        var doubled = truth.Where(trade => times.GetValueOrDefault(trade.Id) > 1).ToList();
        if (doubled.Count > 0)
        {
            yield return Told($"trades doubled (#{doubled[0].Id})", [.. doubled.Select(trade => trade.Time)]);
        }

        var order = heard.Zip(found).Where(pair => pair.Second is not null).ToList();
        var early = order.Zip(order.Skip(1)).Where(pair => pair.First.Second > pair.Second.Second).Select(pair => pair.Second).ToList();
        if (early.Count > 0)
        {
            yield return Told($"trades out of order (#{early[0].Second})", [.. early.Select(one => Time(one.First))]);
        }

        var still = ticks.Zip(ticks.Skip(1)).Where(pair => pair.First.Time >= pair.Second.Time).Select(pair => Time(pair.Second)).ToList();
        if (still.Count > 0)
        {
            yield return Told("times do not rise", still);
        }

        var outside = heard.Where(tick => tick.Bid >= tick.Ask || tick.Last < tick.Bid || tick.Last > tick.Ask).Select(Time).ToList();
        if (outside.Count > 0)
        {
            yield return Told("trades outside of bid and ask", outside);
        }
    }

    /// <summary>Which trade each tick tells of, null for none. Of trades that look alike the next one is meant, and the last again when there are no more.</summary>
    private static List<long?> Found(IReadOnlyList<Tick> heard, ILookup<(long Time, decimal Price, decimal Quantity), long> known)
    {
        var taken = new Dictionary<(long, decimal, decimal), int>();
        return
        [
            .. heard.Select(tick =>
            {
                var key = (Time(tick), tick.Last, tick.Size);
                var alike = known[key].ToList();
                var next = taken[key] = taken.GetValueOrDefault(key) + 1;
                return alike.Count == 0 ? (long?)null : alike[Math.Min(next, alike.Count) - 1];
            }),
        ];
    }

    private static long Time(Tick tick) => tick.MarketTime.ToUnixTimeMilliseconds();
}
