using System.Diagnostics;
using System.Net;
using System.Net.Http.Json;
using Ami.TestKit;

namespace Ami.Tests.Identity;

/// <summary>
/// Attack: telling addresses with an account from others by how long the answer takes. Known and unknown take turns, so that what else the machine does falls
/// on both alike, and the median of the differences within pairs must stay below five milliseconds. A machine can be unlucky once, a leak shows every time:
/// one quiet round of five is enough.
/// </summary>
[TestClass]
[DoNotParallelize]
public sealed class EnumerationTimingTests : ApiTests<EnumerationTimingTests>, IApiTests
{
    private const int Pairs = 60;
    private const int Rounds = 5;
    private static readonly TimeSpan Indistinguishable = TimeSpan.FromMilliseconds(5);
    private static int _run;

    public TestContext TestContext { get; set; } = null!;

    /// <summary>Hashing takes long enough here that an answer without it would stand out.</summary>
    static Task<ApiHost> IApiTests.StartHost() => ApiHost.Start(new Dictionary<string, string?> { ["Identity:PasswordIterations"] = "25000" });

    [TestMethod]
    public Task Login_KnownAndUnknown_TakeTheSameTime() =>
        Alike(HttpStatusCode.Unauthorized, email => Host.Anonymous().PostAsJsonAsync("/api/auth/login", new { email, password = "wrong for everybody" }));

    [TestMethod]
    public Task Forgot_KnownAndUnknown_TakeTheSameTime() =>
        Alike(HttpStatusCode.Accepted, email => Host.Anonymous().PostAsJsonAsync("/api/auth/password/forgot", new { email }));

    [TestMethod]
    public async Task Register_KnownAndUnknownWhereVerifiedFirst_TakeTheSameTime()
    {
        await using var host = Host.StartAnother(
            new Dictionary<string, string?> { ["Identity:PasswordIterations"] = "25000", ["Identity:Registration"] = "verify-first" }
        );
        await Alike(
            HttpStatusCode.Accepted,
            email =>
                host.Anonymous()
                    .PostAsJsonAsync(
                        "/api/auth/register",
                        new
                        {
                            email,
                            password = ApiHost.Password,
                            displayName = "Ana",
                            language = "en",
                            timeZone = "UTC",
                        }
                    )
        );
    }

    private async Task Alike(HttpStatusCode answer, Func<string, Task<HttpResponseMessage>> ask)
    {
        var leaks = new List<double>();
        for (var round = 0; round < Rounds; round++)
        {
            var name = $"timed{Interlocked.Increment(ref _run)}";
            var known = await ManyAccounts.Make(Host, name, Pairs + 5);
            var differences = new List<double>();
            for (var i = 0; i < known.Count; i++)
            {
                var unknown = $"{name}-none-{i}@example.com";
                var (first, second) = i % 2 == 0 ? (known[i], unknown) : (unknown, known[i]);
                var (a, b) = (await Time(answer, ask, first), await Time(answer, ask, second));

                // The first pairs warm up connections and code.
                if (i >= 5)
                {
                    differences.Add(i % 2 == 0 ? a - b : b - a);
                }
            }

            differences.Sort();
            var median = Math.Abs(differences[differences.Count / 2]);
            TestContext.WriteLine(
                $"Round {round + 1}: the median difference is {median:0.00} ms, half of them lie between {differences[differences.Count / 4]:0.0} and {differences[differences.Count * 3 / 4]:0.0} ms"
            );
            if (median < Indistinguishable.TotalMilliseconds)
            {
                return;
            }

            leaks.Add(median);
        }

        Assert.Fail(
            $"Medians of the difference, ms: {string.Join(", ", leaks.Select(l => l.ToString("0.0", System.Globalization.CultureInfo.InvariantCulture)))}"
        );
    }

    private static async Task<double> Time(HttpStatusCode answer, Func<string, Task<HttpResponseMessage>> ask, string email)
    {
        var start = Stopwatch.GetTimestamp();
        using var response = await ask(email);
        var took = Stopwatch.GetElapsedTime(start).TotalMilliseconds;
        response.StatusCode.ShouldBe(answer);
        return took;
    }
}
