using System.Collections.Concurrent;
using System.Globalization;
using System.Security.Cryptography;
using System.Text;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Http.Features;

namespace Ami.Tests.Market;

/// <summary>What an HTTP request meets instead of its answer.</summary>
/// <param name="Status">Answered; 0 cuts the connection.</param>
/// <param name="RetryAfter">Seconds, in the header.</param>
/// <param name="Until">Is waited for before.</param>
internal sealed record BinanceFault(int Status, int? RetryAfter = null, Task? Until = null);

/// <summary>
/// Binance on a port of this machine, as far as its public market data goes: the wire formats of REST and WebSocket, request weights with 429 and then 418, the
/// end of connections after 24 hours, and any fault that a test asks for. Nothing happens but by <see cref="Step"/>.
/// </summary>
internal sealed class SimulatedBinance : ExchangeServer
{
    private const long ConnectionLife = 24 * 60 * BinanceTape.Minute;

    private readonly TimeProvider _time;
    private readonly BinanceAnswers _answers;
    private readonly Lock _gate = new();
    private readonly List<BinanceSocket> _sockets = [];
    private long _minute;
    private int _weight;
    private long _warnedAt = long.MinValue;
    private int _settled;

    /// <param name="time">The clock that its own is <see cref="Skew"/> ahead of.</param>
    /// <param name="skew">How far.</param>
    /// <param name="symbols">What is traded.</param>
    public SimulatedBinance(TimeProvider time, TimeSpan skew, params string[] symbols)
    {
        (_time, Skew) = (time, skew);
        Tapes = [.. symbols.Select((symbol, i) => new BinanceTape(symbol, Now / 1000 * 1000, 11 + i))];
        _answers = new BinanceAnswers(Tapes, () => Now);
    }

    public TimeSpan Skew { get; set; }

    public IReadOnlyList<BinanceTape> Tapes { get; }

    /// <summary>The exchange's clock, Unix milliseconds.</summary>
    public long Now => (_time.GetUtcNow() + Skew).ToUnixTimeMilliseconds();

    /// <summary>Weight that an address may use in a minute.</summary>
    public int WeightLimit { get; set; } = 6000;

    /// <summary>What requests meet; null for their answers.</summary>
    public Func<string, BinanceFault?>? Fault { get; set; }

    /// <summary>What becomes of the messages of one step on their way; each connection has its own.</summary>
    public Func<IReadOnlyList<string>, IReadOnlyList<string>>? Distort { get; set; }

    /// <summary>What was asked, with statuses.</summary>
    public ConcurrentQueue<(string Target, int Status)> Asked { get; } = new();

    /// <summary>What connections that were opened asked for.</summary>
    public ConcurrentQueue<string> Opened { get; } = new();

    /// <summary>Connections that are open.</summary>
    public IReadOnlyList<BinanceSocket> Sockets
    {
        get
        {
            lock (_gate)
            {
                return [.. _sockets.Where(socket => socket.IsOpen)];
            }
        }
    }

    /// <summary>The configuration of a silo that follows it.</summary>
    public Dictionary<string, string?> Settings()
    {
        var settings = new Dictionary<string, string?>
        {
            ["Market:OutgoingHosts:0"] = Authority,
            ["Market:Binance:Enabled"] = "true",
            ["Market:Binance:RestBase"] = $"http://{Authority}",
            ["Market:Binance:StreamBase"] = $"ws://{Authority}",
            ["Market:Binance:ReconnectAfter"] = "00:00:00.005",
            ["Market:Binance:DailyYears"] = "1",
            ["Market:Binance:HourlyDays"] = "2",
            ["Market:Binance:MinuteDays"] = "1",
        };
        for (var i = 0; i < Tapes.Count; i++)
        {
            settings[string.Create(CultureInfo.InvariantCulture, $"Market:Binance:Symbols:{i}")] = Tapes[i].Symbol;
        }

        return settings;
    }

    /// <summary>Brings the market up to its clock, and tells everybody who listens.</summary>
    public async Task Step()
    {
        foreach (var old in Sockets.Where(socket => Now - socket.Opened >= ConnectionLife))
        {
            await old.SendClose();
            old.Cut();
        }

        List<string> messages;
        lock (_gate)
        {
            messages = [.. Tapes.SelectMany(tape => tape.Advance(Now)).OrderBy(message => message.Time).Select(message => message.Text)];
        }

        await Tell(messages);
    }

    /// <summary>Says that the server is about to stop.</summary>
    public Task AnnounceShutdown() => Tell([$$$"""{"stream":"!serverShutdown","data":{"e":"serverShutdown","E":{{{Now}}}}}"""]);

    public async Task Tell(IReadOnlyList<string> messages)
    {
        foreach (var socket in Sockets)
        {
            var wanted = messages.Where(socket.Wants).ToList();
            foreach (var message in Distort?.Invoke(wanted) ?? wanted)
            {
                await socket.Send(message);
            }
        }
    }

    /// <summary>Waits until whoever listens has taken what was sent.</summary>
    public async Task Settle()
    {
        var payload = $"settle-{Interlocked.Increment(ref _settled)}";
        await Task.WhenAll(Sockets.Select(socket => socket.Settle(payload)));
    }

    public void CutAll()
    {
        foreach (var socket in Sockets)
        {
            socket.Cut();
        }
    }

    public override ValueTask DisposeAsync()
    {
        CutAll();
        return base.DisposeAsync();
    }

    protected override async Task Answer(HttpContext context)
    {
        var request = context.Request;
        var target = request.Path + request.QueryString;
        var fault = Fault?.Invoke(target);
        if (fault?.Until is { } until)
        {
            await until.WaitAsync(context.RequestAborted).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
        }

        if (fault?.Status == 0)
        {
            context.Abort();
        }
        else if (fault is null && request.Headers.SecWebSocketKey is [{ } key])
        {
            await Upgrade(context, target, key);
        }
        else
        {
            var answer = fault is null ? Weighed(target) : new BinanceAnswer(fault.Status, """{"code":-1,"msg":"fault"}""", 0, fault.RetryAfter);
            Asked.Enqueue((target, answer.Status));
            context.Response.Headers["X-MBX-USED-WEIGHT-1M"] = _weight.ToString(CultureInfo.InvariantCulture);
            if (answer.RetryAfter is { } seconds)
            {
                context.Response.Headers.RetryAfter = seconds.ToString(CultureInfo.InvariantCulture);
            }

            await Json(context, answer.Status, answer.Body);
        }
    }

    /// <summary>Counts weight: too much is 429, and whoever goes on is banned.</summary>
    private BinanceAnswer Weighed(string target)
    {
        lock (_gate)
        {
            var minute = Now / BinanceTape.Minute;
            if (_minute != minute)
            {
                (_minute, _weight) = (minute, 0);
            }

            var left = (int)((minute + 1) * BinanceTape.Minute - Now) / 1000 + 1;
            if (_warnedAt == minute)
            {
                return new BinanceAnswer(418, """{"code":-1003,"msg":"Way too much request weight used; IP banned."}""", 0, 120);
            }

            var answer = _answers.To(target);
            _weight += answer.Weight;
            if (_weight <= WeightLimit)
            {
                return answer;
            }

            _warnedAt = minute;
            return new BinanceAnswer(429, """{"code":-1003,"msg":"Too much request weight used."}""", 0, left);
        }
    }

    private async Task Upgrade(HttpContext context, string target, string key)
    {
#pragma warning disable CA5350 // The handshake of RFC 6455 is made of it.
        var accept = Convert.ToBase64String(SHA1.HashData(Encoding.ASCII.GetBytes(key + "258EAFA5-E914-47DA-95CA-C5AB0DC85B11")));
#pragma warning restore CA5350
        (context.Response.Headers.Upgrade, context.Response.Headers.SecWebSocketAccept) = ("websocket", accept);
        await using var stream = await context.Features.GetRequiredFeature<IHttpUpgradeFeature>().UpgradeAsync();
        var names = target.Split("streams=")[^1].Split('/').ToHashSet();
        var socket = new BinanceSocket(stream, context.Abort, names, Now);
        lock (_gate)
        {
            _sockets.Add(socket);
        }

        Opened.Enqueue(target);
        await socket.Reading;
        lock (_gate)
        {
            _sockets.Remove(socket);
        }
    }
}
