using System.Diagnostics;
using System.Globalization;
using System.Net.Http.Json;
using Ami.Modules.Identity;
using Microsoft.AspNetCore.Identity;
using Microsoft.Extensions.Options;
using Npgsql;

namespace Ami.Benchmarks;

/// <summary>
/// What signing in costs besides the one deliberate password hash, and what a token costs a request, one caller. The rest of a login is measured in an API
/// whose hash costs nothing, since the difference of two large noisy numbers says little; that a login takes one hash and not two shows in its ratio to the
/// hash alone. A token's cost is <c>/api/version</c> with one less without. Sides take turns.
/// </summary>
internal static class SignInCost
{
    private const int Rounds = 5;
    private const int CheapLogins = 200;
    private const int Logins = 30;
    private const int Requests = 4000;
    private const string Password = "a long enough passphrase";

    public static async Task Run()
    {
        await using (var cheap = await RunningApi.Start(("Identity__PasswordIterations", "1")))
        {
            await cheap.SignUp(0);
            await Rest(cheap);
        }

        await using var api = await RunningApi.Start();
        var token = (await api.SignUp(0)).ToString();
        await Whole(api);
        await Token(api, token);
    }

    private static async Task Rest(RunningApi api)
    {
        await using var source = NpgsqlDataSource.Create(api.Database);
        var (rounds, commits) = (new List<double>(), new List<double>());
        for (var round = -1; round < Rounds; round++)
        {
            var (logins, bare) = (new List<double>(), new List<double>());
            for (var i = 0; i < CheapLogins; i++)
            {
                bare.Add(await Milliseconds(() => Commit(source)));
                logins.Add(await Milliseconds(() => Login(api)));
            }

            if (round < 0)
            {
                continue;
            }

            rounds.Add(Median(logins));
            commits.Add(Median(bare));
        }

        Console.WriteLine(
            string.Create(
                CultureInfo.InvariantCulture,
                $"  a login besides its hash: {rounds.Min():0.00} ms, best of {Rounds} medians ({string.Join(", ", rounds.Select(r => r.ToString("0.00", CultureInfo.InvariantCulture)))}; less than 5 is wanted); a bare one-row update with its commit: {commits.Min():0.00} ms"
            )
        );
    }

    private static async Task Whole(RunningApi api)
    {
        using var work = new PasswordWork(Options.Create(new PasswordHasherOptions { IterationCount = 210_000 }));
        var user = new User
        {
            DisplayName = "",
            Language = default,
            TimeZone = "",
            CreatedAt = default,
            PasswordHash = await work.Hash(Password, CancellationToken.None),
        };
        var (logins, hashes) = (new List<double>(), new List<double>());
        for (var i = 0; i < Logins; i++)
        {
            hashes.Add(
                await Milliseconds(async () =>
                {
                    if (await work.Verify(user, Password, CancellationToken.None) == PasswordVerificationResult.Failed)
                    {
                        throw new InvalidOperationException("The hash is wrong.");
                    }
                })
            );
            logins.Add(await Milliseconds(() => Login(api)));
        }

        Console.WriteLine(
            string.Create(
                CultureInfo.InvariantCulture,
                $"  a login {Median(logins):0.0} ms, one hash {Median(hashes):0.0} ms, ratio {Median(logins) / Median(hashes):0.00}"
            )
        );
    }

    /// <summary>What PostgreSQL asks for writing anything down; a login does it twice.</summary>
    private static async Task Commit(NpgsqlDataSource source)
    {
        await using var command = source.CreateCommand("update identity.users set display_name = display_name");
        await command.ExecuteNonQueryAsync();
    }

    private static async Task Login(RunningApi api)
    {
        using var response = await api.Client.PostAsJsonAsync("/api/auth/login", new { email = "bench0@example.com", password = Password });
        response.EnsureSuccessStatusCode();
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

            if (round < 0)
            {
                continue;
            }

            var cost = Median(with) - Median(without);
            costs.Add(cost);
            Console.WriteLine(
                string.Create(
                    CultureInfo.InvariantCulture,
                    $"  round {round + 1}  anonymous {Median(without):0.000} ms   signed in {Median(with):0.000} ms   token {cost:0.000} ms"
                )
            );
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
