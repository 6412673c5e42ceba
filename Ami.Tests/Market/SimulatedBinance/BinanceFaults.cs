using System.Globalization;

namespace Ami.Tests.Market;

/// <summary>One fault of the simulated Binance after the other, each for some seconds of the market, with pauses between.</summary>
/// <param name="exchange">Whose.</param>
/// <param name="time">The clock.</param>
/// <param name="seed">Makes other ones.</param>
internal sealed class BinanceFaults(SimulatedBinance exchange, TimeProvider time, int seed)
{
    private static readonly TimeSpan Longest = TimeSpan.FromSeconds(45);

    private readonly Random _random = new(seed);
    private readonly List<(string Kind, DateTimeOffset Begun, DateTimeOffset Until)> _faults = [];
    private TaskCompletionSource _slow = new(TaskCreationOptions.RunContinuationsAsynchronously);
    private DateTimeOffset _until = time.GetUtcNow();
    private bool _isFault;

    /// <summary>How many there were.</summary>
    public int Count => _faults.Count;

    /// <summary>Begins or ends one when it is time to.</summary>
    public async Task Change()
    {
        if (time.GetUtcNow() < _until)
        {
            return;
        }

        End();
        _isFault = !_isFault;
        _until = time.GetUtcNow() + _random.NextDouble() * Longest;
        if (_isFault)
        {
            var kind = Begin();
            _faults.Add((kind, time.GetUtcNow(), _until));
            if (kind == "shutdown")
            {
                await exchange.AnnounceShutdown();
            }
            else if (kind is "cut" or "away" or "451")
            {
                exchange.CutAll();
            }
        }
    }

    /// <summary>Ends what is wrong.</summary>
    public void End()
    {
        (exchange.Fault, exchange.Distort) = (null, null);
        _slow.TrySetResult();
    }

    /// <summary>Which was the last that had begun by a time of the exchange's.</summary>
    public string Around(long market)
    {
        var at = DateTimeOffset.FromUnixTimeMilliseconds(market) - exchange.Skew;
        var last = _faults.FindLast(fault => fault.Begun <= at);
        return last.Kind is null
            ? "before any fault"
            : string.Create(CultureInfo.InvariantCulture, $"({last.Kind}, {last.Begun:HH:mm:ss} to {last.Until:HH:mm:ss})");
    }

    public override string ToString() =>
        string.Join(", ", _faults.CountBy(fault => fault.Kind).OrderBy(one => one.Key, StringComparer.Ordinal).Select(one => $"{one.Key} {one.Value}"));

    private string Begin()
    {
        // Seldom, because all stands still for ten minutes then.
        if (_random.Next(50) == 0)
        {
            return Meets("451", _ => new BinanceFault(451));
        }

        return _random.Next(13) switch
        {
            0 => "cut",
            1 => Meets("away", _ => new BinanceFault(0)),
            2 => "shutdown",
            3 => Becomes("missing", messages => messages.Where(_ => _random.Next(4) > 0)),
            4 => Becomes("doubled", messages => messages.Concat(messages)),
            5 => Becomes("out of order", messages => messages.OrderBy(_ => _random.Next())),
            6 => Becomes("silent", _ => []),
            7 => Meets("429", _ => new BinanceFault(429, RetryAfter: 7)),
            8 => Meets("418", _ => new BinanceFault(418, RetryAfter: 60)),
            9 => Meets("500", _ => _random.Next(2) == 0 ? new BinanceFault(500) : null),
            10 => Slow(),
            11 => Becomes("broken", messages => messages.Select(message => _random.Next(5) == 0 ? message[..(message.Length / 2)] : message)),
            _ => Clock(),
        };
    }

    private string Meets(string name, Func<string, BinanceFault?> fault)
    {
        exchange.Fault = fault;
        return name;
    }

    private string Becomes(string name, Func<IReadOnlyList<string>, IEnumerable<string>> distort)
    {
        exchange.Distort = messages => [.. distort(messages)];
        return name;
    }

    private string Slow()
    {
        _slow = new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously);
        var slow = _slow.Task;
        return Meets("slow", _ => new BinanceFault(500, Until: slow));
    }

    private string Clock()
    {
        exchange.Skew = TimeSpan.FromSeconds(2 + _random.NextDouble());
        return "clock";
    }
}
