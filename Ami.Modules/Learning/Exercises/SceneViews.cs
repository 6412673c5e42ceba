using Ami.Quant;
using Ami.Quant.Rules;
using Ami.Quant.Series;
using Ami.Quant.Trading;

namespace Ami.Modules.Learning;

/// <summary>What people are shown of scenes. The one place where bars leave the server: those behind the clock do once it is over, and not before.</summary>
internal static class SceneViews
{
    /// <summary>Lengths that bars can be put together to.</summary>
    private static readonly IReadOnlySet<string> Longer = new HashSet<string> { "5m", "15m", "30m", "1h", "2h", "4h", "1d", "1w" };

    /// <summary>Weeks begin on Mondays.</summary>
    private const long Monday = 4 * 86_400_000L;

    /// <param name="question">Which exercise.</param>
    /// <param name="scene">As it is now.</param>
    /// <param name="run">The same.</param>
    /// <param name="isRevealed">Whether right answers may be seen.</param>
    public static SceneView Of(Question question, Scene scene, SceneRun run, bool isRevealed)
    {
        var (terms, tape, tells, market) = (run.Terms, scene.Tape, scene.Result is not null || !run.Terms.Hidden, run.Market);
        return new SceneView(
            Position: scene.Position,
            Version: scene.Version,
            Interval: terms.Interval,
            Hidden: terms.Hidden,
            Symbol: tells ? scene.Symbol : null,
            Simulated: tape.Simulated,
            StartsAt: tells ? scene.StartsAt : null,
            PriceDigits: tape.Digits,
            QuantityDigits: tape.QuantityDigits,
            Cash: terms.Cash,
            Leverage: terms.Leverage,
            FeeBps: terms.FeeBps,
            SlippageBps: terms.SlippageBps,
            SpreadBps: terms.SpreadBps,
            SizeByRisk: terms.SizeByRisk,
            Known: terms.Before,
            Played: run.Clock - terms.Before,
            Left: run.Left,
            Bars: Columns(tape, 0, run.Clock),
            Lines: [.. (terms.Lines ?? []).Select(line => Line(line, SceneJudge.Bars(tape, terms.Length, run.Clock), tape.Digits))],
            Bid: market.Bid,
            Ask: market.Ask,
            Last: market.Last,
            Equity: run.Venue.Round(run.Book.Equity),
            Balance: run.Book.Balance.Cash,
            BuyingPower: run.Book.Standing().BuyingPower,
            Holding: run.Held is { } held ? Holding(held, run) : null,
            Orders: [.. run.Book.OpenOrders.Values.Select(order => Order(order, run)).OrderBy(order => order.Number)],
            Fills: run.Fills,
            Trades: [.. run.Trades.Closed.Select(trade => Rounded(trade, tape.Digits))],
            IsOver: scene.Result is not null,
            Result: scene.Result is { } result ? Result(question.Solution, result, Columns(tape, run.Clock, tape.T.Length), isRevealed) : null
        );
    }

    /// <summary>Longer bars; null for a length that these cannot be put together to.</summary>
    public static SceneBars? Bars(Scene scene, SceneRun run, string? interval)
    {
        if (
            interval is null
            || !Longer.Contains(interval)
            || !BarInterval.TryParse(interval, out var longer)
            || longer <= run.Terms.Length
            || longer.Milliseconds % run.Terms.Length.Milliseconds != 0
        )
        {
            return null;
        }

        var (tape, seconds) = (scene.Tape, run.Terms.Length.Milliseconds / 1000);
        var groups = Enumerable
            .Range(0, run.Clock)
            .GroupBy(bar => longer.Floor(tape.T[bar] * 1000, Monday) / 1000)
            // Of the first one there may be a part only, of which nobody could say what it was.
            .Where(group => group.Key >= tape.T[0])
            .Select(group => (Opens: group.Key, First: group.First(), End: group.Last() + 1))
            .ToList();
        var bars = new SceneColumns(
            [.. groups.Select(group => group.Opens)],
            [.. groups.Select(group => tape.O[group.First])],
            [.. groups.Select(group => tape.H.AsSpan()[group.First..group.End].ToArray().Max())],
            [.. groups.Select(group => tape.L.AsSpan()[group.First..group.End].ToArray().Min())],
            [.. groups.Select(group => tape.C[group.End - 1])],
            [.. groups.Select(group => tape.V.AsSpan()[group.First..group.End].ToArray().Sum())]
        );
        return new SceneBars(interval, bars, groups is [.., var newest] && newest.Opens + (longer.Milliseconds / 1000) > tape.T[run.Clock - 1] + seconds);
    }

    private static SceneColumns Columns(SceneTape tape, int from, int to) =>
        new(tape.T[from..to], tape.O[from..to], tape.H[from..to], tape.L[from..to], tape.C[from..to], tape.V[from..to]);

    private static SceneLine Line(string line, CandleSeries bars, int digits)
    {
        var (rule, values) = (RuleProgram.Compile(line, kind: RuleKind.Number), new double[bars.Count]);
        rule.Evaluate(bars.View, null, values);
        return new SceneLine(line, [.. values.Select(value => Math.Abs(value) < 1e15 ? decimal.Round((decimal)value, digits + 1) : (decimal?)null)]);
    }

    private static SceneHolding Holding(Position held, SceneRun run)
    {
        var (sign, unrealised) = (Math.Sign(held.Quantity), run.Venue.Round((held.Quantity * run.Last) - held.CostBasis));
        var exits = run.Book.OpenOrders.Values.Where(order => order.IsProtective && order.Status == OrderStatus.Working).ToList();
        var stops = exits.Select(order => order.Role == OrderRole.StopLoss ? order.StopPrice : null).OfType<decimal>();
        var targets = exits.Select(order => order.Role == OrderRole.TakeProfit ? order.LimitPrice : null).OfType<decimal>();
        return new SceneHolding(
            Side: sign > 0 ? PositionSide.Long : PositionSide.Short,
            Quantity: Math.Abs(held.Quantity),
            AveragePrice: decimal.Round(held.AveragePrice, held.PriceDigits + 2),
            Unrealised: unrealised,
            R: run.Trades.OpenRisk is > 0 and var risk ? Short((run.Trades.OpenResult + unrealised) / risk) : null,
            Stop: stops.OrderByDescending(price => sign * price).Select(price => (decimal?)price).FirstOrDefault(),
            Target: targets.OrderBy(price => sign * price).Select(price => (decimal?)price).FirstOrDefault()
        );
    }

    private static SceneOrder Order(Order order, SceneRun run)
    {
        var exits = run.Book.OpenOrders.Values.Where(exit => exit.ParentId == order.Id && exit.Status == OrderStatus.Pending).ToList();
        return new SceneOrder(
            Number: run.NumberOf(order.Id),
            Side: order.Side,
            Type: order.Type switch
            {
                OrderType.Limit => SceneOrderType.Limit,
                OrderType.Stop => SceneOrderType.Stop,
                _ => SceneOrderType.Market,
            },
            Role: order.Role switch
            {
                OrderRole.StopLoss => SceneRole.StopLoss,
                OrderRole.TakeProfit => SceneRole.TakeProfit,
                OrderRole.Entry => SceneRole.Entry,
                _ => SceneRole.Close,
            },
            Entry: order.IsProtective && order.ParentId is { } parent ? run.NumberOf(parent) : null,
            Quantity: order.Remaining,
            Price: order.LimitPrice ?? order.StopPrice,
            Stop: exits.Find(exit => exit.Role == OrderRole.StopLoss)?.StopPrice,
            Target: exits.Find(exit => exit.Role == OrderRole.TakeProfit)?.LimitPrice,
            Status: order.Status == OrderStatus.Pending ? SceneOrderStatus.Pending : SceneOrderStatus.Working
        );
    }

    private static SceneTrade Rounded(SceneTrade trade, int digits) =>
        trade with
        {
            Entry = decimal.Round(trade.Entry, digits + 2),
            Exit = decimal.Round(trade.Exit, digits + 2),
            R = Short(trade.R),
        };

    private static SceneResult Result(QuestionSolution solution, SceneOutcome outcome, SceneColumns after, bool isRevealed) =>
        new(
            Short(outcome.R),
            Short(outcome.GrossR),
            Short(outcome.CostR),
            outcome.HasTraded,
            after,
            isRevealed
                ?
                [
                    .. (solution.Checks ?? []).Select(check => new SceneCheck(
                        check.Key,
                        check.Text,
                        check.Why,
                        check.Points,
                        outcome.Passed.Contains(check.Key)
                    )),
                ]
                : null,
            isRevealed ? outcome.Reference with { R = Short(outcome.Reference.R) } : null
        );

    /// <summary>To four digits: for showing alone.</summary>
    private static decimal? Short(decimal? value) => value is { } exact ? Math.Round(exact, 4, MidpointRounding.AwayFromZero) : null;
}
