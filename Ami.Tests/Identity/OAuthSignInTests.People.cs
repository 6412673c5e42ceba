using Npgsql;

namespace Ami.Tests.Identity;

public sealed partial class OAuthSignInTests
{
    private static async Task Refused(OAuthBrowser browser, string name, string code)
    {
        await browser.SignIn(name);
        (await browser.TakeUpSession()).ShouldBeNull();
        browser.Problem.ShouldBe(code);
        (await browser.Client.PostAsync("/api/auth/refresh", null)).StatusCode.ShouldBe(System.Net.HttpStatusCode.Unauthorized);
    }

    private static (string Key, string Email) Somebody()
    {
        var number = Interlocked.Increment(ref _people);
        return ($"9{number:D6}", $"oauth{number}@example.com");
    }

    /// <summary>Somebody with a verified address, in the words of all four providers.</summary>
    private static Task Meet(string key, string email) =>
        _provider.Next(
            new
            {
                person = new
                {
                    sub = key,
                    id = key,
                    email,
                    email_verified = true,
                    name = "Ada Lovelace",
                },
                emails = new object[]
                {
                    new
                    {
                        email,
                        primary = true,
                        verified = true,
                    },
                },
                claims = new
                {
                    sub = key,
                    email,
                    email_verified = "true",
                },
            }
        );

    private static async Task<T> Scalar<T>(string sql, params object[] parameters)
    {
        await using var source = NpgsqlDataSource.Create(_host.Database.App);
        await using var command = source.CreateCommand(sql);
        foreach (var parameter in parameters)
        {
            command.With(parameter);
        }

        return (T)(await command.ExecuteScalarAsync()).ShouldNotBeNull();
    }

    private static async Task Execute(string sql, params object[] parameters)
    {
        await using var source = NpgsqlDataSource.Create(_host.Database.App);
        await using var command = source.CreateCommand(sql);
        foreach (var parameter in parameters)
        {
            command.With(parameter);
        }

        (await command.ExecuteNonQueryAsync()).ShouldBe(1);
    }
}
