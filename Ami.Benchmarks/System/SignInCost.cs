using System.Diagnostics;
using System.Globalization;
using System.Net.Http.Json;
using Ami.Modules.Identity;
using Microsoft.AspNetCore.Identity;
using Microsoft.Extensions.Options;

namespace Ami.Benchmarks;

/// <summary>
/// What signing in costs besides the one deliberate password hash, and what a token costs a request: the median of a login less that of the same hash in this
/// process, and that of <c>/api/version</c> with a token less that without, one caller. Both sides take turns; the best of several rounds counts, as the rest is noise.
/// </summary>
internal static class SignInCost
{
    private const int Rounds = 5;
    private const int Logins = 12;
    private const int Requests = 4000;
    private const string Password = "a long enough passphrase";

    public static async Task Run()
    {
        await using var api = await RunningApi.Start();
        var token = (await api.SignUp(0)).ToString();
        await Login(api);
        await Token(api, token);
    }

    private static async Task Login(RunningApi api)
    {
        using var work = new PasswordWork(Options.Create(new PasswordHasherOptions { IterationCount = 210_000 }));
        var hash = await work.Hash(Password, CancellationToken.None);
        var user = new Ami.Modules.Identity.Domain.User { DisplayName = "", Language = default, TimeZone = "", CreatedAt = default, PasswordHash = hash };
        var rest = new List<double>();
        for (var round = -1; round < Rounds; round++)
        {
            var (logins, hashes) = (new List<double>(), new List<double>());
            for (var i = 0; i < Logins; i++)
            {
                hashes.Add(await Milliseconds(async () =>
                {
                    if (await work.Verify(user, Password, CancellationToken.None) == PasswordVerificationResult.Failed) throw new InvalidOperationException("The hash is wrong.");
                }));
                logins.Add(await Milliseconds(async () =>
                {
                    using var response = await api.Client.PostAsJsonAsync("/api/auth/login", new { email = "bench0@example.com", password = Password });
                    response.EnsureSuccessStatusCode();
                }));
            }

            if (round < 0) continue;
            var (login, one) = (Median(logins), Median(hashes));
            rest.Add(login - one);
            Console.WriteLine(string.Create(CultureInfo.InvariantCulture, $"  round {round + 1}  login {login,6:0.0} ms   hash {one,6:0.0} ms   besides {login - one,5:0.0} ms   ratio {login / one:0.00}"));
        }

        Console.WriteLine(string.Create(CultureInfo.InvariantCulture, $"  login besides its hash: {rest.Min():0.0} ms (less than 5 is wanted)"));
    }

    private static async Task Token(RunningApi api, string token)
    {
        var address = api.Client.BaseAddress ?? throw new InvalidOperationException("The API has no address.");
        using var anonymous = await RawConnection.Open(address, "/api/version", null);
        using var signedIn = await RawConnection.Open(address, "/api/version", token);
        var costs = new List<double>();
        for (var round = -1; round < Rounds; round++)
        {
            var (without, with) = (new List<double>(), new List<double>());
            for (var i = 0; i < Requests; i++)
            {
                without.Add(await Milliseconds(anonymous.Send));
                with.Add(await Milliseconds(signedIn.Send));
            }

            if (round < 0) continue;
            var cost = Median(with) - Median(without);
            costs.Add(cost);
            Console.WriteLine(string.Create(CultureInfo.InvariantCulture, $"  round {round + 1}  anonymous {Median(without):0.000} ms   signed in {Median(with):0.000} ms   token {cost:0.000} ms"));
        }

        Console.WriteLine(string.Create(CultureInfo.InvariantCulture, $"  a token costs {Median(costs):0.000} ms (less than 0.2 is wanted)"));
    }

    private static async Task<double> Milliseconds(Func<Task> act)
    {
        var started = Stopwatch.GetTimestamp();
        await act();
        return Stopwatch.GetElapsedTime(started).TotalMilliseconds;
    }

    private static double Median(List<double> values) => values.Order().ElementAt(values.Count / 2);
}
