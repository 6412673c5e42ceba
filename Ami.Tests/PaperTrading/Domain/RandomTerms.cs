using Ami.Modules.PaperTrading.Domain;
using Ami.Quant.Trading;
using FsCheck;
using FsCheck.Fluent;

namespace Ami.Tests.PaperTrading.Domain;

/// <summary>What a random order may ask for beyond its type, size and exits. Prices in cents.</summary>
/// <param name="Beyond">From the stop of a stop-limit to its limit, away from the market.</param>
/// <param name="Trail">Distance of a trailing stop, or of the stop-loss.</param>
/// <param name="Force">Only of limits.</param>
/// <param name="Rungs">Targets, when there are several.</param>
/// <param name="Seconds">Until it expires.</param>
internal sealed record RandomTerms(int Beyond, int? Trail, TimeInForce Force, bool PostOnly, bool ReduceOnly, int Rungs, bool BreakEven, int? Seconds)
{
    public static readonly OrderType[] Types = [OrderType.Market, OrderType.Limit, OrderType.Stop, OrderType.StopLimit, OrderType.TrailingStop];

    public static readonly Gen<RandomTerms> Any =
        from beyond in Gen.Choose(-100, 200)
        from trail in Gen.Frequency((3, Gen.Constant<int?>(null)), (1, Gen.Choose(1, 600).Select(v => (int?)v)))
        from force in Gen.Frequency((6, Gen.Constant(TimeInForce.Gtc)), (1, Gen.Elements(TimeInForce.Ioc, TimeInForce.Fok)))
        from postOnly in Gen.Choose(0, 4).Select(n => n == 0)
        from reduceOnly in Gen.Choose(0, 5).Select(n => n == 0)
        from rungs in Gen.Frequency((3, Gen.Constant(1)), (1, Gen.Choose(2, 4)))
        from breakEven in Gen.Choose(0, 1).Select(n => n == 0)
        from seconds in Gen.Frequency((4, Gen.Constant<int?>(null)), (1, Gen.Choose(1, 8).Select(v => (int?)v)))
        select new RandomTerms(beyond, trail, force, postOnly, reduceOnly, rungs, breakEven, seconds);

    /// <summary>The ticket of an order around a price; null when it would not get through the door.</summary>
    public OrderTicket? Ticket(Side side, OrderType type, int thousandths, int distance, int? target, int? stop, decimal last, DateTimeOffset? now)
    {
        var (sign, away, quantity) = (side.Sign(), distance / 100m, thousandths / 1000m);
        decimal? trigger = type is OrderType.Stop or OrderType.StopLimit ? last + (sign * away) : null;
        var limit =
            type == OrderType.Limit ? last - (sign * away)
            : type == OrderType.StopLimit ? trigger + (sign * Beyond / 100m)
            : null;
        var reference = limit ?? trigger ?? last;
        var isLadder = Rungs > 1 && target is not null && thousandths >= Rungs && !ReduceOnly;
        var ticket = new OrderTicket(
            side,
            type,
            quantity,
            limit,
            trigger,
            target is { } t && !isLadder && !ReduceOnly ? reference + (sign * t / 100m) : null,
            stop is { } s && !ReduceOnly ? reference - (sign * s / 100m) : null,
            TrailDistance: type == OrderType.TrailingStop ? (Trail ?? 300) / 100m
                : ReduceOnly ? null
                : Trail / 100m,
            TimeInForce: type == OrderType.Limit && Force.IsImmediate() ? Force
                : Expires() ? TimeInForce.Gtd
                : TimeInForce.Gtc,
            ExpiresAt: Expires() ? now?.AddSeconds(Seconds.GetValueOrDefault()) : null,
            ReduceOnly: ReduceOnly,
            PostOnly: PostOnly && type == OrderType.Limit && !Force.IsImmediate(),
            Targets: isLadder
                ? [.. Ladder(thousandths).Select((part, i) => new TargetTicket(reference + (sign * target.GetValueOrDefault() * (i + 1) / 100m), part))]
                : null,
            BreakEven: isLadder && BreakEven
        );
        decimal?[] prices = [limit, trigger, ticket.TakeProfit, ticket.StopLoss, .. (ticket.Targets ?? []).Select(part => (decimal?)part.Price)];
        return Array.TrueForAll(prices, price => price is null or > 0) ? ticket : null;

        bool Expires() => now is not null && Seconds is not null && type != OrderType.Market && !(type == OrderType.Limit && Force.IsImmediate());
    }

    private IEnumerable<decimal> Ladder(int thousandths)
    {
        var each = thousandths / Rungs;
        return Enumerable.Range(0, Rungs).Select(i => (i == Rungs - 1 ? thousandths - (each * (Rungs - 1)) : each) / 1000m);
    }
}
