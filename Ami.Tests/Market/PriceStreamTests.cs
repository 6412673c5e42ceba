using System.Net.WebSockets;
using System.Text.Json;
using Ami.Modules.Market;
using Ami.Modules.Market.Feed;
using Ami.Modules.Market.History;
using Ami.Modules.Market.Streaming;
using Ami.Quant.Indicators;
using Ami.Quant.Series;
using Ami.Quant.Simulation;
using Ami.TestKit;
using Microsoft.Extensions.DependencyInjection;

namespace Ami.Tests.Market;

/// <summary>The price stream through the real API, beside a silo that publishes when the test says so.</summary>
[TestClass]
[Needs<MarketModule>]
public sealed class PriceStreamTests
{
    private static ApiHost _api = null!;
    private static MarketHarness _silo = null!;
    private static SignedIn _student = null!;

    [ClassInitialize]
    public static async Task Start(TestContext context)
    {
        _api = await ApiHost.Start();
        _silo = await MarketHarness.Create(database: _api.Database, redis: true, clock: _api.Time);
        await _silo.Get<SimulatedHistory>().Fill(CancellationToken.None);
        _student = await _api.SignUp();
    }

    [ClassCleanup]
    public static async Task Stop()
    {
        await _silo.DisposeAsync();
        await _api.DisposeAsync();
    }

    [TestMethod]
    public async Task Stream_OneSymbol_TellsTicksAndTheFormingCandle()
    {
        using var socket = await Connect("/api/trading/stream/TECH-SIM?interval=15m");
        socket.SubProtocol.ShouldBe("ami.v1");
        TickMessage? tick = null;
        CandleMessage? candle = null;
        StatusMessage? status = null;
        await Until(
            socket,
            message =>
            {
                switch (message)
                {
                    case TickMessage told:
                        tick = told;
                        break;
                    case CandleMessage told:
                        candle = told;
                        break;
                    case StatusMessage { State: "live" } told:
                        status = told;
                        break;
                }

                return tick is not null && candle is not null && status is not null;
            }
        );

        tick.ShouldNotBeNull().Symbol.ShouldBe("TECH-SIM");
        tick.Bid.ShouldBeLessThan(tick.Ask);
        candle.ShouldNotBeNull().Interval.ShouldBe("15m");
        candle.Closed.ShouldBeFalse();
        var opens = candle.T * 1000;
        var market = _silo.Get<SimulatedExchange>().Market("TECH-SIM").ShouldNotBeNull();
        var whole = market.Bar(BarInterval.FifteenMinutes, opens);
        candle.O.ShouldBe(market.Symbol.Price(whole.Open));
        candle.H.ShouldBeLessThanOrEqualTo(market.Symbol.Price(whole.High));
        candle.L.ShouldBeGreaterThanOrEqualTo(market.Symbol.Price(whole.Low));
    }

    [TestMethod]
    public async Task Stream_WithIndicators_TellsTheirValuesAtTheFormingCandle()
    {
        using var socket = await Connect("/api/trading/stream/CORN-SIM?interval=1h&indicators=sma(period=1);bb;rsi");
        var (candles, values) = (new List<CandleMessage>(), new List<IndicatorsMessage>());
        await Until(
            socket,
            message =>
            {
                if (message is CandleMessage candle)
                {
                    candles.Add(candle);
                }
                else if (message is IndicatorsMessage told)
                {
                    values.Add(told);
                }

                return values.Count == 3;
            }
        );

        candles.Count.ShouldBeGreaterThan(values.Count, "values come once a second, candles with every tick");
        foreach (var told in values)
        {
            told.Values.Length.ShouldBe(3);
            told.Values[1].Length.ShouldBe(IndicatorCatalog.Create("bb").OutputCount);
            told.Values.ShouldAllBe(outputs => outputs.All(value => value != null));
            // The average of one bar is its close: one of those that were told before.
            candles.Where(candle => candle.T == told.T).Select(candle => (double?)candle.C).ShouldContain(told.Values[0][0]);
        }
    }

    [TestMethod]
    public async Task Stream_SeveralSymbols_TellsTicksOfEach()
    {
        using var socket = await Connect("/api/trading/stream?symbols=WIND-SIM,corn-sim");
        var seen = new HashSet<string>();
        await Until(
            socket,
            message =>
            {
                message.ShouldNotBeOfType<CandleMessage>();
                if (message is TickMessage tick)
                {
                    seen.Add(tick.Symbol);
                }

                return seen.Count == 2;
            }
        );
        seen.ShouldBe(["WIND-SIM", "CORN-SIM"], ignoreOrder: true);
    }

    [TestMethod]
    [DataRow("1h")]
    [DataRow("4h")]
    [DataRow("1d")]
    public async Task Stream_ReplayOfASession_TellsBarsThatOpenWhenThoseOfTheHistoryDo(string interval)
    {
        var symbol = "PLAYED" + interval.ToUpperInvariant();
        var (code, output) = await _silo.ImportRows(symbol, "1h", SessionChartTests.NewYork(new DateOnly(2024, 2, 5), 5, TimeSpan.FromHours(1)));
        code.ShouldBe(0, output);
        BarInterval.TryParse(interval, out var length).ShouldBeTrue();
        var history = (await _silo.Chart(symbol, length)).Opens;
        history[0].ShouldBe(new DateTimeOffset(2024, 2, 5, 14, 30, 0, TimeSpan.Zero));
        (await _silo.Get<Replays>().Start(Symbol.Of(symbol), history[0].AddDays(1), 3600, CancellationToken.None)).IsOk.ShouldBeTrue();
        await _api.Services.GetRequiredService<Ami.Modules.Market.SymbolDirectory>().Refresh();

        using var socket = await Connect($"/api/trading/stream/{symbol}?interval={interval}");
        var told = new List<CandleMessage>();
        await Until(
            socket,
            message =>
            {
                if (message is CandleMessage candle)
                {
                    told.Add(candle);
                }

                return told.Count == 4;
            }
        );
        told.Select(candle => DateTimeOffset.FromUnixTimeSeconds(candle.T)).ShouldBeSubsetOf(history);
        told[0].T.ShouldBe(history[0].AddDays(1).ToUnixTimeSeconds());
    }

    [TestMethod]
    public async Task Stream_ClientCloses_IsAnsweredWithAClose()
    {
        using var socket = await Connect("/api/trading/stream/OIL-SIM");
        using var patience = new CancellationTokenSource(TimeSpan.FromSeconds(20));
        await socket.CloseOutputAsync(WebSocketCloseStatus.NormalClosure, null, patience.Token);
        var buffer = new byte[4096];
        while ((await socket.ReceiveAsync(buffer, patience.Token)).MessageType != WebSocketMessageType.Close) { }

        socket.CloseStatus.ShouldBe(WebSocketCloseStatus.NormalClosure);
    }

    [TestMethod]
    public async Task Stream_TokenAsSubprotocol_IsAccepted()
    {
        var client = _api.Server.CreateWebSocketClient();
        client.SubProtocols.Add("ami.v1");
        client.SubProtocols.Add("bearer." + _student.AccessToken);
        using var socket = await client.ConnectAsync(new Uri("wss://localhost/api/trading/stream/BTC-SIM"), CancellationToken.None);
        socket.State.ShouldBe(WebSocketState.Open);
    }

    private static async Task<WebSocket> Connect(string path)
    {
        var client = _api.Server.CreateWebSocketClient();
        client.SubProtocols.Add("ami.v1");
        client.ConfigureRequest = request => request.Headers.Authorization = "Bearer " + _student.AccessToken;
        return await client.ConnectAsync(new Uri("wss://localhost" + path), CancellationToken.None);
    }

    /// <summary>Publishes and reads until enough was heard.</summary>
    private static async Task Until(WebSocket socket, Func<object, bool> enough)
    {
        using var stop = new CancellationTokenSource(TimeSpan.FromMinutes(2));
        using var over = CancellationTokenSource.CreateLinkedTokenSource(stop.Token);
        var failures = 0;
        var publishing = new Periodic(TimeSpan.FromMilliseconds(SimulatedMarket.TickMilliseconds)) { ByTheClock = true }.Repeat(
            _silo.Get<QuotePublisher>().Publish,
            (_, inARow) => failures = inARow,
            TimeProvider.System,
            over.Token
        );
        var heard = new List<object>();
        var buffer = new byte[4096];
        try
        {
            do
            {
                var received = await socket.ReceiveAsync(buffer, stop.Token);
                heard.Add(Message(buffer.AsSpan(0, received.Count)));
            } while (!enough(heard[^1]));
        }
        catch (OperationCanceledException e)
        {
            throw new AssertFailedException($"Not enough in {heard.Count} messages, the last: {string.Join("; ", heard.TakeLast(5))}", e);
        }

        await over.CancelAsync();
        await publishing;
        failures.ShouldBe(0);
    }

    /// <summary>A message as the record of its type.</summary>
    private static object Message(ReadOnlySpan<byte> json)
    {
        var type = JsonSerializer.Deserialize<Kind>(json, JsonSerializerOptions.Web).ShouldNotBeNull().Type switch
        {
            "tick" => typeof(TickMessage),
            "candle" => typeof(CandleMessage),
            "status" => typeof(StatusMessage),
            "heartbeat" => typeof(HeartbeatMessage),
            "indicators" => typeof(IndicatorsMessage),
            var other => throw new AssertFailedException($"There is no message of type {other}."),
        };
        return JsonSerializer.Deserialize(json, type, Answers.Json).ShouldNotBeNull();
    }

    private sealed record Kind(string Type);
}
