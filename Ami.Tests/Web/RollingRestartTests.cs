using System.Collections.Concurrent;
using System.Globalization;
using System.Net;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;

namespace Ami.Tests.Web;

/// <summary>One replica after the other drains, ends and comes back at its address while clients read and write through the edge.</summary>
[TestClass]
public sealed class RollingRestartTests
{
    private const int Clients = 8;
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(30);

    [TestMethod]
    public async Task Forward_RollingRestartUnderLoad_NoRequestFailsAndNoneIsDoneTwice()
    {
        var done = new ConcurrentDictionary<string, int>();
        Replica[] replicas = [await Replica.Start("a", done), await Replica.Start("b", done)];
        await using var edge = EdgeHost.Start(
            [.. replicas.Select(replica => replica.Url)],
            settings: new Dictionary<string, string> { [ClientAddress.TrustLoopback] = "true" }
        );
        using var enough = new CancellationTokenSource();
        var failures = new ConcurrentBag<string>();
        var load = Task.WhenAll(Enumerable.Range(0, Clients).Select(client => Task.Run(() => Load(edge, client, failures, enough.Token))));
        foreach (var replica in replicas)
        {
            await replica.Served(1);
        }

        foreach (var replica in replicas)
        {
            await replica.Drain();
            await replica.Restart();
            await replica.Served(50);
        }

        await enough.CancelAsync();
        await load;
        failures.ShouldBeEmpty();
        done.Count.ShouldBeGreaterThan(200);
        done.Values.ShouldAllBe(times => times == 1);
        foreach (var replica in replicas)
        {
            await replica.DisposeAsync();
        }
    }

    /// <summary>In turn a question, an order with a body, and one without.</summary>
    private static async Task Load(EdgeHost edge, int client, ConcurrentBag<string> failures, CancellationToken enough)
    {
        for (var i = 0; !enough.IsCancellationRequested; i++)
        {
            var id = string.Create(CultureInfo.InvariantCulture, $"{client}-{i}");
            using var request = new HttpRequestMessage(
                i % 3 == 0 ? HttpMethod.Get
                    : i % 3 == 1 ? HttpMethod.Post
                    : HttpMethod.Delete,
                "/api/orders/" + id
            );
            if (request.Method == HttpMethod.Post)
            {
                request.Content = new StringContent(id);
            }

            try
            {
                using var response = await edge.Client.SendAsync(request, CancellationToken.None);
                if (response.StatusCode != HttpStatusCode.OK)
                {
                    failures.Add($"{request.Method} {(int)response.StatusCode}");
                }
            }
            catch (HttpRequestException exception)
            {
                failures.Add($"{request.Method} {exception.Message}");
            }
        }
    }

    /// <summary>As an API process: ready until it drains, then it ends what it has begun.</summary>
    private sealed class Replica(string name, ConcurrentDictionary<string, int> done) : IAsyncDisposable
    {
        private readonly SemaphoreSlim _refusals = new(0);
        private readonly SemaphoreSlim _served = new(0);
        private volatile bool _draining;
        private WebApplication _app = null!;

        public string Url { get; private set; } = "http://127.0.0.1:0";

        public static async Task<Replica> Start(string name, ConcurrentDictionary<string, int> done)
        {
            var replica = new Replica(name, done);
            await replica.Listen();
            return replica;
        }

        /// <summary>Says that it ends, until the edge has heard it.</summary>
        public async Task Drain()
        {
            _draining = true;
            // The second question is asked after the first answer took effect.
            for (var i = 0; i < 2; i++)
            {
                (await _refusals.WaitAsync(Patience)).ShouldBeTrue("the edge asks whether it is ready");
            }
        }

        public async Task Restart()
        {
            await _app.DisposeAsync();
            _draining = false;
            await Listen();
        }

        public async Task Served(int requests)
        {
            while (_served.CurrentCount > 0)
            {
                await _served.WaitAsync();
            }

            for (var i = 0; i < requests; i++)
            {
                (await _served.WaitAsync(Patience)).ShouldBeTrue($"{name} gets requests");
            }
        }

        public ValueTask DisposeAsync() => _app.DisposeAsync();

        private async Task Listen()
        {
            _app = await EdgeHost.StartApi(
                name,
                app =>
                {
                    app.MapGet(
                        "/health",
                        (HttpContext context) =>
                        {
                            if (!_draining)
                            {
                                return;
                            }

                            context.Response.StatusCode = StatusCodes.Status503ServiceUnavailable;
                            _refusals.Release();
                        }
                    );
                    app.Map(
                        "/api/orders/{id}",
                        async (string id, HttpRequest request) =>
                        {
                            if (request.Method != "GET")
                            {
                                done.AddOrUpdate(id, 1, (_, times) => times + 1);
                            }

                            await request.Body.CopyToAsync(Stream.Null);
                            _served.Release();
                            return id;
                        }
                    );
                },
                Url
            );
            Url = _app.Urls.Single();
        }
    }
}
