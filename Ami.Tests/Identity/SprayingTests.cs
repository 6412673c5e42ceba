using System.Net;
using System.Net.Http.Json;
using Ami.TestKit;

namespace Ami.Tests.Identity;

/// <summary>Attack: one password tried on a thousand accounts, so that no account sees a second attempt. Every guess would be right.</summary>
[TestClass]
public sealed class SprayingTests : ApiTests<SprayingTests>, IApiTests
{
    private const int Accounts = 1_000;

    /// <summary>Free attempts of a client, and the few it gets while the test runs because its count drains.</summary>
    private const int Bound = 22;

    static Task<ApiHost> IApiTests.StartHost() => ApiHost.Start(services: ClientAddresses.Add);

    [TestMethod]
    public async Task Spray_FromOneAddress_IsStoppedAfterAFewAccounts()
    {
        var addresses = await ManyAccounts.Make(Host, "sprayed", Accounts);
        var answers = await Spray(addresses, _ => "203.0.113.7", "wrong for everybody");
        answers.Count(a => a == HttpStatusCode.Unauthorized).ShouldBeInRange(1, Bound);
        answers.Count(a => a == HttpStatusCode.TooManyRequests).ShouldBeGreaterThan(Accounts - Bound - 1);
        (await Login("203.0.113.8", addresses[^1], ApiHost.Password)).ShouldBe(HttpStatusCode.OK, "others can still sign in");
    }

    [TestMethod]
    public async Task Spray_AcrossOneIpv6Network_CountsAsOneClient()
    {
        var addresses = await ManyAccounts.Make(Host, "sixes", 300);
        var answers = await Spray(addresses, i => $"2001:db8:5:1::{i + 1:x}", "wrong for everybody");
        answers.Count(a => a == HttpStatusCode.Unauthorized).ShouldBeInRange(1, Bound);
        (await Login("2001:db8:5:2::1", addresses[^1], ApiHost.Password)).ShouldBe(HttpStatusCode.OK, "the next network can still sign in");
    }

    [TestMethod]
    public async Task Spray_WithAnOwnAccountInBetween_DoesNotResetTheCount()
    {
        var addresses = await ManyAccounts.Make(Host, "mixed", 100);
        var own = await Host.SignUp();
        var looked = 0;
        foreach (var address in addresses)
        {
            if (await Login("198.51.100.9", address, "wrong for everybody") == HttpStatusCode.Unauthorized)
            {
                looked++;
            }

            await Login("198.51.100.9", own.Email, ApiHost.Password);
        }

        looked.ShouldBeLessThanOrEqualTo(Bound);
    }

    [TestMethod]
    public async Task Spray_ForwardedHeader_GivesNoNewAddress()
    {
        var addresses = await ManyAccounts.Make(Host, "spoofed", 100);
        var answers = new List<HttpStatusCode>();
        foreach (var (address, i) in addresses.Select((a, i) => (a, i)))
        {
            using var client = ClientAddresses.From(Host.Anonymous(), "203.0.113.77");
            client.DefaultRequestHeaders.Add("X-Forwarded-For", $"192.0.2.{i}");
            using var response = await client.Post("/api/auth/login", new { email = address, password = "wrong for everybody" });
            answers.Add(response.StatusCode);
        }

        answers.Count(a => a == HttpStatusCode.Unauthorized).ShouldBeLessThanOrEqualTo(Bound);
    }

    [TestMethod]
    public async Task SignIns_HonestOffice_IsNeverBlocked()
    {
        var addresses = await ManyAccounts.Make(Host, "office", 120);
        var answers = await Spray(addresses, _ => "192.0.2.200", ApiHost.Password, parallel: 4);
        answers.ShouldAllBe(a => a == HttpStatusCode.OK);
    }

    [TestMethod]
    public async Task Register_ManyFromOneAddress_IsLimited()
    {
        var answers = new List<HttpStatusCode>();
        for (var i = 0; i < 15; i++)
        {
            using var client = ClientAddresses.From(Host.Anonymous(), "203.0.113.99");
            using var response = await client.Post(
                "/api/auth/register",
                new
                {
                    email = $"farm{i}@example.com",
                    password = ApiHost.Password,
                    displayName = "F",
                    language = "en",
                    timeZone = "UTC",
                }
            );
            answers.Add(response.StatusCode);
        }

        answers.Count(a => a == HttpStatusCode.Created).ShouldBe(10);
        answers.Count(a => a == HttpStatusCode.TooManyRequests).ShouldBe(5);
    }

    /// <summary>What is so in production: a proxy on the machine that nobody named may pass on everybody's calls.</summary>
    [TestMethod]
    public async Task Forgot_ManyFromThisMachineWhereItIsNotTrusted_AreLimited()
    {
        await using var host = await ApiHost.Start(new Dictionary<string, string?> { [ClientAddress.TrustLoopback] = "false" }, ClientAddresses.Add);
        var answers = new List<HttpStatusCode>();
        foreach (var i in Enumerable.Range(0, 15))
        {
            using var client = ClientAddresses.From(host.Anonymous(), i % 2 == 0 ? "127.0.0.1" : "::1");
            using var response = await client.Post("/api/auth/password/forgot", new { email = $"nobody{i}@example.com" });
            answers.Add(response.StatusCode);
        }

        answers.Count(a => a == HttpStatusCode.TooManyRequests).ShouldBe(5);
    }

    [TestMethod]
    public async Task Forgot_ManyFromOneAddress_IsLimitedForKnownAndUnknownAlike()
    {
        var addresses = await ManyAccounts.Make(Host, "forgotten", 20);
        var (known, unknown) = (0, 0);
        for (var i = 0; i < 15; i++)
        {
            if (await Forgot("203.0.113.50", addresses[i]) == HttpStatusCode.Accepted)
            {
                known++;
            }

            if (await Forgot("203.0.113.51", $"stranger{i}@example.com") == HttpStatusCode.Accepted)
            {
                unknown++;
            }
        }

        known.ShouldBe(10);
        unknown.ShouldBe(10);
    }

    private static async Task<IReadOnlyList<HttpStatusCode>> Spray(IReadOnlyList<string> addresses, Func<int, string> from, string password, int parallel = 8)
    {
        var answers = new HttpStatusCode[addresses.Count];
        await Parallel.ForAsync(
            0,
            addresses.Count,
            new ParallelOptions { MaxDegreeOfParallelism = parallel },
            async (i, _) => answers[i] = await Login(from(i), addresses[i], password)
        );
        return answers;
    }

    private static async Task<HttpStatusCode> Login(string from, string email, string password)
    {
        using var client = ClientAddresses.From(Host.Anonymous(), from);
        using var response = await client.PostAsJsonAsync("/api/auth/login", new { email, password });
        return response.StatusCode;
    }

    private static async Task<HttpStatusCode> Forgot(string from, string email)
    {
        using var client = ClientAddresses.From(Host.Anonymous(), from);
        using var response = await client.PostAsJsonAsync("/api/auth/password/forgot", new { email });
        return response.StatusCode;
    }
}
