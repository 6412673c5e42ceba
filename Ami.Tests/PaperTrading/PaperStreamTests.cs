using System.Net.WebSockets;
using System.Text.Json;
using System.Text.Json.Serialization;
using Ami.Modules.PaperTrading;
using Ami.Modules.PaperTrading.Contracts;
using Ami.Modules.PaperTrading.Grains;
using Ami.Quant.Trading;
using Ami.TestKit;
using Microsoft.Extensions.DependencyInjection;
using Npgsql;

namespace Ami.Tests.PaperTrading;

[TestClass]
[Needs<PaperTradingModule>]
public sealed class PaperStreamTests
{
    private static PaperVenue _venue = null!;

    [ClassInitialize]
    public static async Task Open(TestContext context) => _venue = await PaperVenue.Open();

    [ClassCleanup]
    public static Task Close() => _venue.DisposeAsync().AsTask();

    [TestMethod]
    public async Task Stream_OrderFilled_TellsOwnerAfterCommitAndNobodyElse()
    {
        var trader = await _venue.NewTrader();
        var stranger = await _venue.NewTrader();
        using var socket = await Connect(trader);
        using var other = await Connect(stranger);
        (await Read(socket)).Type.ShouldBe("heartbeat");
        (await Read(other)).Type.ShouldBe("heartbeat");

        var order = await trader.Place(trader.OrderBody(_venue.First, "buy", 2m));
        (await Next<OrderView>(socket, "order")).Status.ShouldBe(OrderStatus.Working);
        await _venue.Tick(_venue.First, 100m);
        // Sent close together, they may overtake one another.
        var told = await InAnyOrder(socket, "order", "fill", "position", "account");
        Of<OrderView>(told["order"]).Status.ShouldBe(OrderStatus.Filled);
        Of<FillView>(told["fill"]).OrderId.ShouldBe(order.Id);
        Of<PositionView>(told["position"]).Quantity.ShouldBe(2m);
        told["account"].AccountId.ShouldBe(trader.AccountId);

        // The stranger's own order comes first on their socket: nothing of the trader's came before it.
        await stranger.Place(stranger.OrderBody(_venue.First, "sell", 1m));
        (await Next<OrderView>(other, "order")).Side.ShouldBe(Side.Sell);
    }

    [TestMethod]
    public async Task Stream_PlainRequest_Is400()
    {
        var trader = await _venue.NewTrader();
        using var response = await trader.Client.GetAsync(new Uri("/api/trading/paper/stream", UriKind.Relative));
        (await response.Code()).ShouldBe("stream.websocket_required");
    }

    [TestMethod]
    public async Task Register_EventHandledTwiceAndFirstLook_OpenOneDefaultAccount()
    {
        await using var host = await ApiHost.Start();
        var student = await host.SignUp();
        await host.DispatchEvents();
        await using var count = host
            .Services.GetRequiredService<NpgsqlDataSource>()
            .CreateCommand($"select count(*) from paper_trading.accounts where id = '{PaperAccountsGrain.DefaultIdOf(student.UserId)}'");
        (await count.ExecuteScalarAsync()).ShouldBe(1L);

        var trader = new PaperTrader(student.Client, student.UserId);
        await trader.UseDefaultAccount();
        trader.AccountId.ShouldBe(PaperAccountsGrain.DefaultIdOf(student.UserId));
        (await trader.Accounts()).Single().Name.ShouldBe("Practice");
    }

    [TestMethod]
    [DataRow("es", true, "Práctica")]
    [DataRow("es", false, "Práctica")]
    [DataRow("en", true, "Practice")]
    [DataRow("en", false, "Practice")]
    public async Task Register_InALanguage_NamesTheDefaultAccountInIt(string language, bool eventComesFirst, string name)
    {
        await using var host = await ApiHost.Start();
        var student = await host.SignUp(language: language);
        if (eventComesFirst)
        {
            await host.DispatchEvents();
        }

        var trader = new PaperTrader(student.Client, student.UserId);
        (await trader.Accounts()).Single().Name.ShouldBe(name);
    }

    private static async Task<WebSocket> Connect(PaperTrader trader)
    {
        var client = _venue.Host.Server.CreateWebSocketClient();
        client.SubProtocols.Add("ami.v1");
        client.ConfigureRequest = request => request.Headers.Authorization = TestUsers.Header(trader.UserId).ToString();
        var socket = await client.ConnectAsync(new Uri("wss://localhost/api/trading/paper/stream"), CancellationToken.None);
        socket.SubProtocol.ShouldBe("ami.v1");
        return socket;
    }

    /// <summary>What the next message of a type is about: it stands under the type's name.</summary>
    private static async Task<T> Next<T>(WebSocket socket, string type) => Of<T>(await Next(socket, type));

    private static T Of<T>(Message message) =>
        message.About[message.Type].Deserialize<T>(Answers.Json) ?? throw new AssertFailedException($"The {message.Type} is null.");

    /// <summary>The next messages but heartbeats, one of each type.</summary>
    private static async Task<Dictionary<string, Message>> InAnyOrder(WebSocket socket, params string[] types)
    {
        var told = new Dictionary<string, Message>();
        while (told.Count < types.Length)
        {
            var message = await Read(socket);
            if (message.Type != "heartbeat")
            {
                types.ShouldContain(message.Type);
                told.Add(message.Type, message);
            }
        }

        return told;
    }

    private static async Task<Message> Next(WebSocket socket, string type)
    {
        while (true)
        {
            var message = await Read(socket);
            if (message.Type == type)
            {
                return message;
            }

            message.Type.ShouldBe("heartbeat", $"waiting for {type}");
        }
    }

    private static async Task<Message> Read(WebSocket socket)
    {
        using var patience = new CancellationTokenSource(TimeSpan.FromSeconds(20));
        var buffer = new byte[16_384];
        var received = await socket.ReceiveAsync(buffer.AsMemory(), patience.Token);
        received.EndOfMessage.ShouldBeTrue();
        return JsonSerializer.Deserialize<Message>(buffer.AsSpan(0, received.Count), JsonSerializerOptions.Web).ShouldNotBeNull();
    }

    private sealed record Message(string Type, Guid? AccountId)
    {
        [JsonExtensionData]
        public Dictionary<string, JsonElement> About { get; init; } = [];
    }
}
