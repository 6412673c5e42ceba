using System.Globalization;
using System.Net;
using System.Text;
using System.Text.Json;
using Ami.Modules.Market.Sources.Binance;

namespace Ami.Modules.Market.Sources.Recording;

/// <summary>
/// Stands in for Binance with what was recorded of it: its streams send the recorded messages at the pace of their time, and its answers are made of all bars and
/// trades in the recording that lie before the time that is played. It begins with the first connection or question.
/// </summary>
internal sealed class PlayedExchange : HttpMessageHandler, IMessageStreams
{
    private static readonly string[] RowFields = ["t", "o", "h", "l", "c", "v", "T"];

    private readonly List<(long At, byte[] Text)> _messages = [];
    private readonly Dictionary<string, string> _listings = new(StringComparer.Ordinal);
    private readonly Dictionary<string, SortedDictionary<long, JsonElement>> _bars = [];
    private readonly Dictionary<string, SortedDictionary<long, JsonElement>> _trades = [];
    private readonly TimeProvider _time;
    private readonly Lock _gate = new();
    private long? _begun;
    private int _sent;
    private long _first = long.MaxValue;

    public PlayedExchange(string file, TimeProvider time)
    {
        _time = time;
        foreach (var text in File.ReadLines(file))
        {
            if (JsonSerializer.Deserialize(text, RecordingJson.Default.RecordedLine) is { } line)
            {
                Learn(line);
            }
        }
    }

    /// <summary>The recording's time now, Unix milliseconds.</summary>
    private long Now
    {
        get
        {
            lock (_gate)
            {
                var wall = _time.GetUtcNow().ToUnixTimeMilliseconds();
                _begun ??= wall;
                return _first + wall - _begun.Value;
            }
        }
    }

    public Task<IMessageStream> Open(Uri address, CancellationToken cancellationToken)
    {
        var now = Now;
        var next = _messages.FindIndex(message => message.At >= now);
        return Task.FromResult<IMessageStream>(new Played(this, next < 0 ? _messages.Count : next));
    }

    protected override Task<HttpResponseMessage> SendAsync(HttpRequestMessage request, CancellationToken cancellationToken)
    {
        var address = request.RequestUri ?? new Uri("http://nowhere");
        var query = System.Web.HttpUtility.ParseQueryString(address.Query);
        var body = address.AbsolutePath switch
        {
            "/api/v3/time" => string.Create(CultureInfo.InvariantCulture, $"{{\"serverTime\":{Now}}}"),
            "/api/v3/klines" => Rows(_bars, $"{query["symbol"]} {query["interval"]}", Number("startTime"), Number("endTime") + 1, row => row[0].GetInt64()),
            "/api/v3/aggTrades" => Trades(query["symbol"] ?? ""),
            var path => _listings.GetValueOrDefault(path + address.Query),
        };
        return Task.FromResult(
            new HttpResponseMessage(body is null ? HttpStatusCode.BadRequest : HttpStatusCode.OK)
            {
                Content = new StringContent(body ?? """{"code":-1121,"msg":"It was not recorded."}""", Encoding.UTF8, "application/json"),
            }
        );

        long Number(string name) => long.Parse(query[name] ?? "0", CultureInfo.InvariantCulture);

        string Trades(string symbol)
        {
            if (query["fromId"] is not null)
            {
                return Rows(_trades, symbol, Number("fromId"), long.MaxValue, Time);
            }

            if (query["startTime"] is not null)
            {
                var first = _trades.GetValueOrDefault(symbol)?.FirstOrDefault(trade => Time(trade.Value) >= Number("startTime")).Key ?? 0;
                return Rows(_trades, symbol, first, long.MaxValue, Time);
            }

            var now = Now;
            return _trades.GetValueOrDefault(symbol)?.LastOrDefault(trade => Time(trade.Value) <= now) is { Value.ValueKind: JsonValueKind.Object } newest
                ? $"[{newest.Value.GetRawText()}]"
                : "[]";
        }
    }

    private static long Time(JsonElement trade) => BinanceMessages.Instant(trade.GetProperty("T").GetInt64());

    private string Rows(Dictionary<string, SortedDictionary<long, JsonElement>> all, string key, long from, long to, Func<JsonElement, long> time)
    {
        var now = Now;
        var rows = all.GetValueOrDefault(key)?.Where(row => row.Key >= from && row.Key < to && BinanceMessages.Instant(time(row.Value)) <= now) ?? [];
        return $"[{string.Join(',', rows.Take(BinanceApi.PageSize).Select(row => row.Value.GetRawText()))}]";
    }

    private void Learn(RecordedLine line)
    {
        _first = Math.Min(_first, line.At);
        if (line.Path is null)
        {
            var text = Encoding.UTF8.GetBytes(line.Text);
            _messages.Add((line.At, text));
            using var document = JsonDocument.Parse(text);
            LearnMessage(document.RootElement.TryGetProperty("data", out var data) ? data : document.RootElement);
        }
        else if (line.Status == 200)
        {
            LearnAnswer(line);
        }
    }

    private void LearnMessage(JsonElement data)
    {
        if (!data.TryGetProperty("s", out var symbol))
        {
            return;
        }

        if (data.TryGetProperty("k", out var k) && k.GetProperty("x").GetBoolean())
        {
            var row = $"[{string.Join(',', RowFields.Select(name => k.GetProperty(name).GetRawText()))}]";
            Add(_bars, $"{symbol.GetString()} {k.GetProperty("i").GetString()}", k.GetProperty("t").GetInt64(), Parse(row));
        }
        else if (data.TryGetProperty("a", out var id))
        {
            Add(_trades, symbol.GetString() ?? "", id.GetInt64(), data.Clone());
        }
    }

    private void LearnAnswer(RecordedLine line)
    {
        var address = new Uri(new Uri("http://recorded"), line.Path);
        var query = System.Web.HttpUtility.ParseQueryString(address.Query);
        if (address.AbsolutePath == "/api/v3/exchangeInfo")
        {
            _listings[line.Path ?? ""] = line.Text;
        }
        else if (address.AbsolutePath is "/api/v3/klines")
        {
            foreach (var row in Parse(line.Text).EnumerateArray())
            {
                Add(_bars, $"{query["symbol"]} {query["interval"]}", BinanceMessages.Instant(row[0].GetInt64()), row);
            }
        }
        else if (address.AbsolutePath is "/api/v3/aggTrades")
        {
            foreach (var trade in Parse(line.Text).EnumerateArray())
            {
                Add(_trades, query["symbol"] ?? "", trade.GetProperty("a").GetInt64(), trade);
            }
        }
    }

    private static JsonElement Parse(string text)
    {
        using var document = JsonDocument.Parse(text);
        return document.RootElement.Clone();
    }

    private static void Add(Dictionary<string, SortedDictionary<long, JsonElement>> all, string key, long id, JsonElement row)
    {
        if (!all.TryGetValue(key, out var rows))
        {
            all[key] = rows = [];
        }

        rows[id] = row;
    }

    /// <summary>Whether everything up to its time was sent.</summary>
    internal bool IsCaughtUp => Volatile.Read(ref _sent) is var sent && (sent >= _messages.Count || _messages[sent].At > Now);

    private sealed class Played(PlayedExchange exchange, int next) : IMessageStream
    {
        // Clocks can be set: what is due is looked at again.
        private const long LongestWait = 20;

        private int _next = next;

        public async ValueTask<ReadOnlyMemory<byte>?> Receive(CancellationToken cancellationToken)
        {
            Volatile.Write(ref exchange._sent, _next);
            if (_next >= exchange._messages.Count)
            {
                // The recording is over: nothing comes any more, as on a connection that fell silent.
                await Task.Delay(Timeout.InfiniteTimeSpan, exchange._time, cancellationToken);
            }

            var (at, text) = exchange._messages[_next++];
            while (at - exchange.Now is var wait and > 0)
            {
                await Task.Delay(TimeSpan.FromMilliseconds(Math.Min(wait, LongestWait)), exchange._time, cancellationToken);
            }

            return text;
        }

        public ValueTask DisposeAsync() => ValueTask.CompletedTask;
    }
}
