extern alias Web;

using System.Net;
using System.Net.Sockets;
using System.Text;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;

namespace Ami.Tests.Web;

/// <content>Several replicas of the API behind the edge.</content>
public partial class ForwardingTests
{
    [TestMethod]
    public async Task Forward_TwoReplicas_AreAskedInTurn()
    {
        await using var a = await EdgeHost.StartApi("a");
        await using var b = await EdgeHost.StartApi("b");
        await using var edge = EdgeHost.Start([.. a.Urls, .. b.Urls]);
        var answers = new List<string>();
        for (var i = 0; i < 6; i++)
        {
            answers.Add(await edge.Client.GetStringAsync("/api/who"));
        }

        answers.Count(answer => answer == "a").ShouldBe(3);
        answers.Count(answer => answer == "b").ShouldBe(3);
    }

    [TestMethod]
    public async Task Forward_OneReplicaRefuses_TheOtherAnswersEverything()
    {
        await using var a = await EdgeHost.StartApi("a");
        await using var edge = EdgeHost.Start([Nobody(), .. a.Urls]);
        for (var i = 0; i < 4; i++)
        {
            (await edge.Client.GetStringAsync("/api/who")).ShouldBe("a");
            using var post = await edge.Client.PostAsync("/api/who", new StringContent("!"));
            (await post.Content.ReadAsStringAsync()).ShouldBe("a!");
        }
    }

    [TestMethod]
    public async Task Forward_ReplicaDiesBeforeAnswering_GetGoesToAnotherAndPostDoesNot()
    {
        await using var dying = await EdgeHost.StartApi("dying", app => app.Map("/api/work", (HttpContext context) => context.Abort()));
        await using var working = await EdgeHost.StartApi("working", app => app.Map("/api/work", () => "done"));
        await using var edge = EdgeHost.Start([.. dying.Urls, .. working.Urls]);
        for (var i = 0; i < 4; i++)
        {
            (await edge.Client.GetStringAsync("/api/work")).ShouldBe("done");
        }

        var posts = new List<HttpStatusCode>();
        for (var i = 0; i < 4; i++)
        {
            using var response = await edge.Client.PostAsync("/api/work", new StringContent("once"));
            posts.Add(response.StatusCode);
        }
        posts.Count(status => status == HttpStatusCode.BadGateway).ShouldBe(2);
        posts.Count(status => status == HttpStatusCode.OK).ShouldBe(2);
    }

    [TestMethod]
    [DataRow("DELETE")]
    [DataRow("POST")]
    [DataRow("PATCH")]
    public async Task Forward_ChangeWithoutBodyIsNotAnswered_IsNotSentAgain(string method)
    {
        // Ends a kept connection after it took a request, as if it had been idle: the HTTP client would believe that and send it again.
        using var replica = new TcpListener(IPAddress.Loopback, 0);
        replica.Start();
        var changes = 0;
        var accepting = Task.Run(async () =>
        {
            while (true)
            {
                _ = Serve(await replica.AcceptSocketAsync());
            }
        });
        await using var edge = EdgeHost.Start(["http://" + replica.LocalEndpoint]);
        (await edge.Client.GetStringAsync("/api/warm")).ShouldBe("warm");
        using var request = new HttpRequestMessage(new HttpMethod(method), "/api/work");
        using var response = await edge.Client.SendAsync(request);
        response.StatusCode.ShouldBe(HttpStatusCode.BadGateway);
        changes.ShouldBe(1);
        replica.Stop();
        await Should.ThrowAsync<SocketException>(() => accepting);

        async Task Serve(Socket connection)
        {
            using var stream = new StreamReader(new NetworkStream(connection, ownsSocket: true), Encoding.ASCII);
            while (await ReadHead(stream) is { } head)
            {
                if (head.StartsWith($"{method} /api/work ", StringComparison.Ordinal))
                {
                    Interlocked.Increment(ref changes);
                    connection.Shutdown(SocketShutdown.Send);
                }
                else
                {
                    await connection.SendAsync("HTTP/1.1 200 OK\r\nContent-Length: 4\r\n\r\nwarm"u8.ToArray());
                }
            }
        }

        static async Task<string?> ReadHead(StreamReader stream)
        {
            var first = await stream.ReadLineAsync();
            while (await stream.ReadLineAsync() is { Length: > 0 }) { }
            return first;
        }
    }

    [TestMethod]
    public async Task Forward_ReplicaThatIsNotReady_IsLeftOut()
    {
        var probes = new SemaphoreSlim(0);
        await using var leaving = await EdgeHost.StartApi(
            "leaving",
            app =>
                app.MapGet(
                    "/health",
                    (HttpContext context) =>
                    {
                        probes.Release();
                        context.Response.StatusCode = StatusCodes.Status503ServiceUnavailable;
                    }
                )
        );
        await using var working = await EdgeHost.StartApi("working");
        await using var edge = EdgeHost.Start([.. leaving.Urls, .. working.Urls]);
        // The second question is asked after the first answer took effect.
        for (var i = 0; i < 2; i++)
        {
            (await probes.WaitAsync(TimeSpan.FromSeconds(20))).ShouldBeTrue();
        }

        for (var i = 0; i < 6; i++)
        {
            (await edge.Client.GetStringAsync("/api/who")).ShouldBe("working");
        }
    }
}
