using System.Net.WebSockets;
using System.Text;
using Ami.Modules.Market.Streaming;

namespace Ami.Tests.Market;

[TestClass]
public sealed class StreamClientTests
{
    [TestMethod]
    public async Task Offer_WhileTheClientDoesNotRead_KeepsTheNewestOfEachSlot()
    {
        var socket = new StubSocket();
        var client = new StreamClient(3);
        using var stop = new CancellationTokenSource();
        var sending = client.Send(socket, stop.Token);
        client.Offer(0, Bytes("first"));
        await socket.Entered.WaitAsync();
        for (var i = 0; i < 10_000; i++)
        {
            client.Offer(1, Bytes($"tick {i}"));
            client.Offer(2, Bytes($"candle {i}"));
        }

        client.Offer(0, Bytes("last"));
        socket.Accept(4);
        for (var i = 0; i < 3; i++)
        {
            await socket.Entered.WaitAsync();
        }

        await stop.CancelAsync();
        (await sending).ShouldBeTrue();
        socket.Sent.ShouldBe(["first", "tick 9999", "candle 9999", "last"]);
    }

    [TestMethod]
    public async Task Send_NothingOffered_EndsWhenCancelled()
    {
        using var stop = new CancellationTokenSource();
        var sending = new StreamClient(1).Send(new StubSocket(), stop.Token);
        sending.IsCompleted.ShouldBeFalse();
        await stop.CancelAsync();
        (await sending).ShouldBeTrue();
    }

    private static byte[] Bytes(string text) => Encoding.UTF8.GetBytes(text);

    /// <summary>Accepts as many messages as it is told to.</summary>
    private sealed class StubSocket : WebSocket
    {
        private readonly SemaphoreSlim _accepted = new(0);

        public SemaphoreSlim Entered { get; } = new(0);

        public List<string> Sent { get; } = [];

        public override WebSocketCloseStatus? CloseStatus => null;

        public override string? CloseStatusDescription => null;

        public override WebSocketState State => WebSocketState.Open;

        public override string? SubProtocol => null;

        public void Accept(int messages) => _accepted.Release(messages);

        public override async Task SendAsync(
            ArraySegment<byte> buffer,
            WebSocketMessageType messageType,
            bool endOfMessage,
            CancellationToken cancellationToken
        )
        {
            Entered.Release();
            await _accepted.WaitAsync(cancellationToken);
            Sent.Add(Encoding.UTF8.GetString(buffer));
        }

        public override void Abort() { }

        public override Task CloseAsync(WebSocketCloseStatus closeStatus, string? statusDescription, CancellationToken cancellationToken) => Task.CompletedTask;

        public override Task CloseOutputAsync(WebSocketCloseStatus closeStatus, string? statusDescription, CancellationToken cancellationToken) =>
            Task.CompletedTask;

        public override Task<WebSocketReceiveResult> ReceiveAsync(ArraySegment<byte> buffer, CancellationToken cancellationToken) =>
            Task.FromResult(new WebSocketReceiveResult(0, WebSocketMessageType.Close, true));

        public override void Dispose() { }
    }
}
