using System.Globalization;

namespace Ami.Tests.Market;

/// <summary>A trade that happened at the simulated Binance.</summary>
internal readonly record struct TapeTrade(long Id, decimal Price, decimal Quantity, long First, long Last, long Time, bool BuyerRested);

/// <summary>A minute at the simulated Binance; a trade id of −1 where nothing was traded.</summary>
internal readonly record struct TapeBar(long Time, decimal Open, decimal High, decimal Low, decimal Close, decimal Volume, long First, long Last);

/// <summary>What truly happened to one symbol of the simulated Binance: trades from a start on, minutes of all times, and the messages that tell of them.</summary>
/// <param name="symbol">Its name.</param>
/// <param name="start">When it begins to be traded live, by the exchange's clock.</param>
/// <param name="seed">Makes another history.</param>
internal sealed class BinanceTape(string symbol, long start, int seed)
{
    public const long Minute = 60_000;
    private const long StepLength = 250;

    private readonly Random _random = new(seed);
    private readonly SortedList<long, TapeBar> _minutes = [];
    private long _clock = start;
    private decimal _price = Past(start);
    private long _nextTrade = 5_000;

    public string Symbol => symbol;

    /// <summary>Step of prices, as the exchange's filter says it.</summary>
    public string TickSize { get; set; } = "0.01000000";

    /// <summary>Step of quantities, as the exchange's filter says it.</summary>
    public string StepSize { get; set; } = "0.00001000";

    /// <summary>Every trade since the start.</summary>
    public List<TapeTrade> Trades { get; } = [];

    /// <summary>How often something is traded in a quarter of a second; 0 to 1.</summary>
    public double Activity { get; set; } = 0.7;

    /// <summary>Lets time pass.</summary>
    /// <returns>What streams tell of it: when it is sent, and the message.</returns>
    public IEnumerable<(long Time, string Text)> Advance(long to)
    {
        for (; _clock + StepLength <= to; _clock += StepLength)
        {
            var minute = _clock - _clock % Minute;
            if (_minutes.Count == 0 || _minutes.GetKeyAtIndex(_minutes.Count - 1) < minute)
            {
                if (_minutes.TryGetValue(minute - Minute, out var closed))
                {
                    yield return (minute + 3, Kline(closed, minute + 3, closed: true));
                }

                _minutes[minute] = new TapeBar(minute, _price, _price, _price, _price, 0, -1, -1);
            }

            if (_random.NextDouble() < Activity)
            {
                // Several at once are of one millisecond.
                for (var more = _random.Next(1, 4); more > 0; more--)
                {
                    yield return (_clock + 20, AggTrade(Trade(_clock + 10, minute)));
                }
            }

            if (_clock % 1000 == 0)
            {
                yield return (_clock + 30, Kline(_minutes[minute], _clock + 30, closed: false));
            }
        }
    }

    /// <summary>A bar of any length, as of the exchange's clock.</summary>
    public TapeBar Bar(long length, long time)
    {
        var bar = MinuteAt(time);
        for (var next = time + Minute; next < time + length && next < _clock; next += Minute)
        {
            var minute = MinuteAt(next);
            bar = bar with
            {
                High = Math.Max(bar.High, minute.High),
                Low = Math.Min(bar.Low, minute.Low),
                Close = minute.Close,
                Volume = bar.Volume + minute.Volume,
            };
        }

        return bar;
    }

    private TapeBar MinuteAt(long time)
    {
        if (_minutes.TryGetValue(time, out var bar))
        {
            return bar;
        }

        var (open, close) = (Past(time), Past(time + Minute));
        return new TapeBar(time, open, Math.Max(open, close) + 0.5m, Math.Min(open, close) - 0.5m, close, 1.25m, 1, 2);
    }

    private TapeTrade Trade(long time, long minute)
    {
        _price = Math.Max(1, _price + _random.Next(-20, 21) * 0.01m);
        var fills = _random.Next(1, 4);
        var trade = new TapeTrade(
            1_000 + Trades.Count,
            _price,
            _random.Next(1, 5_000) * 0.00001m,
            _nextTrade,
            _nextTrade + fills - 1,
            time,
            _random.Next(2) == 0
        );
        _nextTrade += fills;
        Trades.Add(trade);
        var bar = _minutes[minute];
        _minutes[minute] =
            bar.First < 0
                ? new TapeBar(minute, trade.Price, trade.Price, trade.Price, trade.Price, trade.Quantity, trade.First, trade.Last)
                : bar with
                {
                    High = Math.Max(bar.High, trade.Price),
                    Low = Math.Min(bar.Low, trade.Price),
                    Close = trade.Price,
                    Volume = bar.Volume + trade.Quantity,
                    Last = trade.Last,
                };
        return trade;
    }

    private string AggTrade(TapeTrade trade) =>
        $$$"""{"stream":"{{{symbol.ToLowerInvariant()}}}@aggTrade","data":{"e":"aggTrade","E":{{{trade.Time + 10}}},"s":"{{{symbol}}}",{{{TradeFields(trade)}}}}}""";

    private string Kline(TapeBar bar, long sent, bool closed) =>
        string.Create(
            CultureInfo.InvariantCulture,
            $$$$"""
            {"stream":"{{{{symbol.ToLowerInvariant()}}}}@kline_1m","data":{"e":"kline","E":{{{{sent}}}},"s":"{{{{symbol}}}}","k":{"t":{{{{bar.Time}}}},"T":{{{{bar.Time
                + Minute
                - 1}}}},"s":"{{{{symbol}}}}","i":"1m","f":{{{{bar.First}}}},"L":{{{{bar.Last}}}},"o":"{{{{bar.Open:0.00000000}}}}","c":"{{{{bar.Close:0.00000000}}}}","h":"{{{{bar.High:0.00000000}}}}","l":"{{{{bar.Low:0.00000000}}}}","v":"{{{{bar.Volume:0.00000000}}}}","n":{{{{bar.Last
                - bar.First
                + 1}}}},"x":{{{{(closed ? "true" : "false")}}}},"q":"0.0","V":"0.0","Q":"0.0","B":"0"}}}
            """
        );

    /// <summary>The fields that a trade has in messages and answers.</summary>
    public static string TradeFields(TapeTrade trade) =>
        string.Create(
            CultureInfo.InvariantCulture,
            $"\"a\":{trade.Id},\"p\":\"{trade.Price:0.00000000}\",\"q\":\"{trade.Quantity:0.00000000}\",\"f\":{trade.First},\"l\":{trade.Last},\"T\":{trade.Time},\"m\":{(trade.BuyerRested ? "true" : "false")},\"M\":true"
        );

    /// <summary>The price of a full minute before the start.</summary>
    private static decimal Past(long time) => 20_000 + (time / Minute * 7_919 % 1_000) * 0.01m;
}
