using System.Net.WebSockets;
using System.Text.Json;
using Ami.Modules.Market;
using Ami.Modules.Market.Feed;
using Ami.Modules.Market.History;
using Ami.Quant.Series;
using Ami.Quant.Simulation;
using Ami.TestKit;

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
        JsonElement? tick = null,
            candle = null,
            status = null;
        await Until(
            socket,
            message =>
            {
                switch (message.GetProperty("type").GetString())
                {
                    case "tick":
                        tick = message;
                        break;
                    case "candle":
                        candle = message;
                        break;
                    case "status" when message.GetProperty("state").GetString() == "live":
                        status = message;
                        break;
                }

                return tick is not null && candle is not null && status is not null;
            }
        );

        tick.ShouldNotBeNull().GetProperty("symbol").GetString().ShouldBe("TECH-SIM");
        tick.Value.GetProperty("bid").GetDecimal().ShouldBeLessThan(tick.Value.GetProperty("ask").GetDecimal());
        candle.ShouldNotBeNull().GetProperty("interval").GetString().ShouldBe("15m");
        candle.Value.GetProperty("closed").GetBoolean().ShouldBeFalse();
        var opens = candle.Value.GetProperty("t").GetInt64() * 1000;
        var market = _silo.Get<SimulatedExchange>().Market("TECH-SIM").ShouldNotBeNull();
        var whole = market.Bar(BarInterval.FifteenMinutes, opens);
        candle.Value.GetProperty("o").GetDecimal().ShouldBe(market.Symbol.Price(whole.Open));
        candle.Value.GetProperty("h").GetDecimal().ShouldBeLessThanOrEqualTo(market.Symbol.Price(whole.High));
        candle.Value.GetProperty("l").GetDecimal().ShouldBeGreaterThanOrEqualTo(market.Symbol.Price(whole.Low));
    }

    [TestMethod]
    public async Task Stream_SeveralSymbols_TellsTicksOfEach()
    {
        using var socket = await Connect("/api/trading/stream?symbols=WIND-SIM,corn-sim");
        var seen = new HashSet<string?>();
        await Until(
            socket,
            message =>
            {
                message.GetProperty("type").GetString().ShouldNotBe("candle");
                if (message.GetProperty("type").GetString() == "tick")
                {
                    seen.Add(message.GetProperty("symbol").GetString());
                }

                return seen.Count == 2;
            }
        );
        seen.ShouldBe(["WIND-SIM", "CORN-SIM"], ignoreOrder: true);
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
    private static async Task Until(WebSocket socket, Func<JsonElement, bool> enough)
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
        var buffer = new byte[4096];
        while (true)
        {
            var received = await socket.ReceiveAsync(buffer, stop.Token);
            if (enough(JsonDocument.Parse(buffer.AsMemory(0, received.Count)).RootElement.Clone()))
            {
                break;
            }
        }

        await over.CancelAsync();
        await publishing;
        failures.ShouldBe(0);
    }
}
