using System.Collections.Concurrent;
using System.Net;
using System.Security.Cryptography;
using System.Text;
using System.Text.Json;
using Ami.Modules.Market;
using Ami.Modules.Market.Webhooks;
using Ami.TestKit;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;
using Microsoft.AspNetCore.Hosting.Server;
using Microsoft.AspNetCore.Hosting.Server.Features;
using Microsoft.Extensions.DependencyInjection;

namespace Ami.Tests.Market;

/// <summary>Calls of people's addresses: signed, tried again, and never into a private network.</summary>
[TestClass]
[Needs<MarketModule>]
public sealed class WebhookTests
{
    private const string Secret = "amiwhs_of_the_test";

    [TestMethod]
    public async Task Send_Firing_IsPostedWithASignatureThatTheReceiverCanCheck()
    {
        await using var receiver = await Receiver.Start();
        await using var market = await Fired(receiver.Address);
        (await market.Silo.Get<SendWebhooks>().SendDue(CancellationToken.None)).ShouldBe(1);

        var call = receiver.Calls.ShouldHaveSingleItem();
        var (time, sent) = call.Signature.Split(',') is [var t, var v1] ? (t["t=".Length..], v1["v1=".Length..]) : default;
        Convert.ToHexStringLower(HMACSHA256.HashData(Encoding.UTF8.GetBytes(Secret), Encoding.UTF8.GetBytes($"{time}.{call.Body}"))).ShouldBe(sent);
        long.Parse(time, System.Globalization.CultureInfo.InvariantCulture).ShouldBe(market.Silo.Time.GetUtcNow().ToUnixTimeSeconds());
        var body = JsonDocument.Parse(call.Body).RootElement;
        body.GetProperty("id").GetString().ShouldBe(call.Delivery);
        (body.GetProperty("symbol").GetString(), body.GetProperty("rule").GetString(), body.GetProperty("price").GetDecimal()).ShouldBe(
            (AlertMarket.Symbol, "close > 101", 102m)
        );
        body.GetProperty("alert").GetProperty("name").GetString().ShouldBe("Mine");
        (await State(market)).ShouldBe("Sent 1 ");
        (await market.Silo.Get<SendWebhooks>().SendDue(CancellationToken.None)).ShouldBe(0);
    }

    [TestMethod]
    public async Task Send_ReceiverInTrouble_IsTriedAgainWithTheSameIdUntilItAnswers()
    {
        await using var receiver = await Receiver.Start(500, 503, 200);
        await using var market = await Fired(receiver.Address);
        var sending = market.Silo.Get<SendWebhooks>();
        (await sending.SendDue(CancellationToken.None)).ShouldBe(1);
        (await State(market)).ShouldBe("Pending 1 It answered 500.");
        (await sending.SendDue(CancellationToken.None)).ShouldBe(0, "it is not due yet");
        for (var attempt = 2; attempt <= 3; attempt++)
        {
            market.Silo.Time.Advance(TimeSpan.FromMinutes(2));
            (await sending.SendDue(CancellationToken.None)).ShouldBe(1);
        }

        (await State(market)).ShouldBe("Sent 3 ");
        receiver.Calls.Select(call => call.Delivery).Distinct().ShouldHaveSingleItem();
        receiver.Calls.Select(call => call.Signature).Distinct().Count().ShouldBe(3, "a signature bears the time at which it was sent");
    }

    [TestMethod]
    public async Task Send_RefusedOrSentElsewhere_IsGivenUp()
    {
        await using var elsewhere = await Receiver.Start();
        await using var receiver = await Receiver.Start(302);
        receiver.Location = elsewhere.Address;
        await using var market = await Fired(receiver.Address);
        await market.Silo.Get<SendWebhooks>().SendDue(CancellationToken.None);
        (await State(market)).ShouldBe("Failed 1 It answered 302.");
        elsewhere.Calls.ShouldBeEmpty("nobody is followed elsewhere");
    }

    [TestMethod]
    public async Task Send_NeverAnswered_EndsAfterItsAttempts()
    {
        await using var receiver = await Receiver.Start(Enumerable.Repeat(500, SendWebhooks.MaxAttempts + 1).ToArray());
        await using var market = await Fired(receiver.Address);
        for (var attempt = 1; attempt <= SendWebhooks.MaxAttempts; attempt++)
        {
            await market.Silo.Get<SendWebhooks>().SendDue(CancellationToken.None);
            market.Silo.Time.Advance(TimeSpan.FromHours(1));
        }

        (await State(market)).ShouldBe($"Failed {SendWebhooks.MaxAttempts} It answered 500.");
        (await market.Silo.Get<SendWebhooks>().SendDue(CancellationToken.None)).ShouldBe(0);
    }

    [TestMethod]
    public async Task Send_NameThatLeadsIntoAPrivateNetworkByNow_IsNotConnectedTo()
    {
        await using var receiver = await Receiver.Start();
        await using var market = await Fired(receiver.Address);
        // The address was taken when its name led elsewhere.
        var hosts = new WebhookHosts(new MarketOptions()) { Resolve = (_, _) => Task.FromResult<IPAddress[]>([IPAddress.Loopback]) };
        using var sending = new SendWebhooks(market.Silo.DataSource, market.Silo.Get<MasterKey>(), hosts, market.Silo.Time);
        (await sending.SendDue(CancellationToken.None)).ShouldBe(1);
        (await State(market)).ShouldBe("Failed 1 The host has no public address.");
        receiver.Calls.ShouldBeEmpty();
        (await hosts.Check("https://rebound.example/", CancellationToken.None))!.Code.ShouldBe("market.alert_webhook_private");
    }

    [TestMethod]
    public async Task Check_OneOfSeveralAddressesIsPrivate_IsRefused()
    {
        var hosts = new WebhookHosts(new MarketOptions())
        {
            Resolve = (host, _) =>
                Task.FromResult<IPAddress[]>(
                    host == "both.example" ? [IPAddress.Parse("93.184.215.14"), IPAddress.Parse("10.1.2.3")] : [IPAddress.Parse("93.184.215.14")]
                ),
        };
        (await hosts.Check("https://both.example/", CancellationToken.None))!.Code.ShouldBe("market.alert_webhook_private");
        (await hosts.Check("https://public.example/", CancellationToken.None)).ShouldBeNull();
        (await hosts.Check("http://public.example/", CancellationToken.None))!.Code.ShouldBe("market.alert_webhook");
    }

    [TestMethod]
    [DataRow("93.184.215.14", true)]
    [DataRow("1.1.1.1", true)]
    [DataRow("2606:4700:4700::1111", true)]
    [DataRow("127.0.0.1", false)]
    [DataRow("127.9.9.9", false)]
    [DataRow("0.0.0.0", false)]
    [DataRow("10.0.0.1", false)]
    [DataRow("100.64.0.1", false)]
    [DataRow("169.254.169.254", false)]
    [DataRow("172.31.255.255", false)]
    [DataRow("192.168.1.1", false)]
    [DataRow("198.18.0.1", false)]
    [DataRow("203.0.113.7", false)]
    [DataRow("224.0.0.1", false)]
    [DataRow("255.255.255.255", false)]
    [DataRow("::1", false)]
    [DataRow("::", false)]
    [DataRow("::ffff:127.0.0.1", false)]
    [DataRow("::ffff:10.0.0.1", false)]
    [DataRow("::127.0.0.1", false)]
    [DataRow("64:ff9b::7f00:1", false)]
    [DataRow("2002:7f00:1::", false)]
    [DataRow("2001:0:7f00:1::", false)]
    [DataRow("2001:db8::1", false)]
    [DataRow("fe80::1", false)]
    [DataRow("fc00::1", false)]
    [DataRow("fd12:3456::1", false)]
    [DataRow("fec0::1", false)]
    [DataRow("ff02::1", false)]
    public void IsPublic_Address_IsWhatAnybodyCanReach(string address, bool expected) => WebhookHosts.IsPublic(IPAddress.Parse(address)).ShouldBe(expected);

    /// <summary>A market in which an alert with this address has fired once.</summary>
    private static async Task<AlertMarket> Fired(string address)
    {
        var market = await AlertMarket.Create([100, 102, 102], new Dictionary<string, string?> { ["Market:PrivateWebhooks"] = "true" });
        await using (var insert = market.Silo.DataSource.CreateCommand("insert into market.alert_secrets (user_id, secret, made_at) values ($1, $2, now())"))
        {
            var stored = market.Silo.Get<MasterKey>().Seal(WebhookSignature.Purpose, AlertMarket.Person.ToString(), Encoding.UTF8.GetBytes(Secret));
            insert.With(AlertMarket.Person).With(stored);
            await insert.ExecuteNonQueryAsync();
        }

        await market.Keep(Guid.CreateVersion7(), AlertMarket.Request("close > 101") with { Webhook = address });
        await market.Close(2);
        (await market.Fired()).ShouldBe([1]);
        return market;
    }

    private static async Task<string> State(AlertMarket market)
    {
        await using var command = market.Silo.DataSource.CreateCommand(
            "select webhook || ' ' || attempts || ' ' || coalesce(webhook_error, '') from market.alert_firings"
        );
        return (string)(await command.ExecuteScalarAsync())!;
    }

    private sealed record Call(string Body, string Signature, string Delivery);

    /// <summary>A server that answers with one status after the other, the last again and again.</summary>
    private sealed class Receiver : IAsyncDisposable
    {
        private readonly WebApplication _app;
        private int _answered;

        private Receiver(int[] statuses)
        {
            var builder = WebApplication.CreateEmptyBuilder(new());
            builder.WebHost.UseKestrelCore().ConfigureKestrel(kestrel => kestrel.Listen(IPAddress.Loopback, 0));
            _app = builder.Build();
            _app.Run(async context =>
            {
                using var reader = new StreamReader(context.Request.Body);
                var headers = context.Request.Headers;
                Calls.Enqueue(new Call(await reader.ReadToEndAsync(), headers[WebhookSignature.Header]!, headers[WebhookSignature.DeliveryHeader]!));
                context.Response.StatusCode = statuses.Length == 0 ? 204 : statuses[Math.Min(statuses.Length, Interlocked.Increment(ref _answered)) - 1];
                if (Location is { } location)
                {
                    context.Response.Headers.Location = location;
                }
            });
        }

        public ConcurrentQueue<Call> Calls { get; } = new();

        public string? Location { get; set; }

        public string Address => _app.Services.GetRequiredService<IServer>().Features.Get<IServerAddressesFeature>()!.Addresses.First() + "/hook";

        public static async Task<Receiver> Start(params int[] statuses)
        {
            var receiver = new Receiver(statuses);
            await receiver._app.StartAsync();
            return receiver;
        }

        public ValueTask DisposeAsync() => _app.DisposeAsync();
    }
}
