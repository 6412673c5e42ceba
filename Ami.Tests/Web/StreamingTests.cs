using System.Net.WebSockets;
using System.Text;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;

namespace Ami.Tests.Web;

[TestClass]
public sealed class StreamingTests
{
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(20);

    [TestMethod]
    public async Task Forward_ServerSentEvents_ArriveOneByOne()
    {
        var next = new SemaphoreSlim(1);
        await using var api = await EdgeHost.StartApi(
            "a",
            app =>
                app.MapGet(
                    "/api/events",
                    async (HttpContext context) =>
                    {
                        context.Response.ContentType = "text/event-stream";
                        for (var i = 0; i < 3; i++)
                        {
                            await next.WaitAsync(context.RequestAborted);
                            await context.Response.WriteAsync($"data: {i}\n\n");
                            await context.Response.Body.FlushAsync();
                        }
                    }
                )
        );
        await using var edge = EdgeHost.Start([.. api.Urls]);
        edge.Client.DefaultRequestHeaders.Add("Accept-Encoding", "gzip, br");
        using var response = await edge.Client.GetAsync("/api/events", HttpCompletionOption.ResponseHeadersRead);
        using var reader = new StreamReader(await response.Content.ReadAsStreamAsync());
        for (var i = 0; i < 3; i++)
        {
            // The stand-in writes the next event only after this one was read: a buffering edge would hang here.
            (await reader.ReadLineAsync().WaitAsync(Patience)).ShouldBe($"data: {i}");
            await reader.ReadLineAsync().WaitAsync(Patience);
            next.Release();
        }
    }

    [TestMethod]
    public async Task Forward_WebSocket_PassesSubprotocolAndMessagesBothWays()
    {
        await using var api = await EdgeHost.StartApi(
            "a",
            app =>
                app.Map(
                    "/api/echo",
                    async (HttpContext context) =>
                    {
                        context.WebSockets.WebSocketRequestedProtocols.ShouldBe(["ami.v1", "bearer.abc"]);
                        using var socket = await context.WebSockets.AcceptWebSocketAsync("ami.v1");
                        var buffer = new byte[200_000];
                        while (await socket.ReceiveAsync(buffer.AsMemory(), context.RequestAborted) is { MessageType: not WebSocketMessageType.Close } got)
                        {
                            await socket.SendAsync(buffer.AsMemory(0, got.Count), got.MessageType, got.EndOfMessage, context.RequestAborted);
                        }

                        await socket.CloseAsync(WebSocketCloseStatus.NormalClosure, "bye", context.RequestAborted);
                    }
                )
        );
        await using var edge = EdgeHost.Start([.. api.Urls]);
        using var client = await Connect(edge, "/api/echo");
        client.SubProtocol.ShouldBe("ami.v1");
        var sent = Encoding.UTF8.GetBytes(string.Concat(Enumerable.Range(0, 20_000)));
        await client.SendAsync(sent, WebSocketMessageType.Text, true, CancellationToken.None);
        (await Receive(client, sent.Length)).ShouldBe(sent);
        await client.CloseAsync(WebSocketCloseStatus.NormalClosure, null, CancellationToken.None).WaitAsync(Patience);
        client.CloseStatusDescription.ShouldBe("bye");
    }

    [TestMethod]
    public async Task Forward_WebSocketRefused_PassesTheRefusalOn()
    {
        await using var api = await EdgeHost.StartApi("a", app => app.Map("/api/echo", () => Results.StatusCode(401)));
        await using var edge = EdgeHost.Start([.. api.Urls]);
        var error = await Should.ThrowAsync<WebSocketException>(() => Connect(edge, "/api/echo"));
        error.Message.ShouldContain("401");
    }

    [TestMethod]
    public async Task Forward_WebSocketWhoseReplicaStops_Ends()
    {
        var api = await EdgeHost.StartApi(
            "a",
            app =>
                app.Map(
                    "/api/echo",
                    async (HttpContext context) =>
                    {
                        using var socket = await context.WebSockets.AcceptWebSocketAsync("ami.v1");
                        await socket.ReceiveAsync(new byte[2].AsMemory(), context.RequestAborted);
                        context.Abort();
                    }
                )
        );
        await using var edge = EdgeHost.Start([.. api.Urls]);
        using var client = await Connect(edge, "/api/echo");
        await client.SendAsync("hi"u8.ToArray(), WebSocketMessageType.Text, true, CancellationToken.None);
        await Should.ThrowAsync<WebSocketException>(() => Receive(client, 1)).WaitAsync(Patience);
        await api.DisposeAsync();
    }

    [TestMethod]
    public async Task Forward_LargeUpload_StreamsThrough()
    {
        await using var api = await EdgeHost.StartApi(
            "a",
            app =>
                app.MapPost(
                    "/api/count",
                    async (HttpRequest request) =>
                    {
                        var buffer = new byte[65536];
                        long total = 0;
                        while (await request.Body.ReadAsync(buffer) is > 0 and var read)
                        {
                            total += read;
                        }

                        return total;
                    }
                )
        );
        await using var edge = EdgeHost.Start([.. api.Urls]);
        using var response = await edge.Client.PostAsync("/api/count", new ByteArrayContent(new byte[10_000_000]));
        (await response.Content.ReadAsStringAsync()).ShouldBe("10000000");
    }

    private static async Task<ClientWebSocket> Connect(EdgeHost edge, string path)
    {
        var client = new ClientWebSocket();
        client.Options.AddSubProtocol("ami.v1");
        client.Options.AddSubProtocol("bearer.abc");
        await client.ConnectAsync(new UriBuilder(edge.Address) { Scheme = "ws", Path = path }.Uri, CancellationToken.None).WaitAsync(Patience);
        return client;
    }

    private static async Task<byte[]> Receive(ClientWebSocket socket, int count)
    {
        var buffer = new byte[count];
        var filled = 0;
        while (filled < count)
        {
            filled += (await socket.ReceiveAsync(buffer.AsMemory(filled), CancellationToken.None).AsTask().WaitAsync(Patience)).Count;
        }

        return buffer;
    }
}
