using System.Net;
using System.Net.Http.Json;
using Ami.Modules.Identity;
using Ami.TestKit;

namespace Ami.Tests.Identity;

/// <summary>Somebody's authenticator app.</summary>
internal sealed class Authenticator(ApiHost host, string secret)
{
    /// <summary>What the server gave to type in.</summary>
    public string Secret => secret;

    /// <summary>The code that the app shows now.</summary>
    public string Code => Shown(0);

    /// <summary>Lets the next half minute come, because each code counts once.</summary>
    public string NextCode()
    {
        host.Time.Advance(TimeSpan.FromSeconds(30));
        return Code;
    }

    public string Shown(int stepsLater) => Totp.Code(Decode(secret), Totp.StepOf(host.Time.GetUtcNow()) + stepsLater);

    /// <summary>Codes that are wrong now and around now.</summary>
    public IEnumerable<string> Wrong()
    {
        var right = Enumerable.Range(-3, 7).Select(Shown).ToHashSet();
        return Enumerable
            .Range(100_000, 900_000)
            .Select(n => n.ToString(System.Globalization.CultureInfo.InvariantCulture))
            .Where(code => !right.Contains(code));
    }

    /// <summary>Turns two-step sign-in on for a person.</summary>
    /// <returns>Their app, and their recovery codes.</returns>
    public static async Task<(Authenticator App, IReadOnlyList<string> RecoveryCodes)> TurnOn(ApiHost host, SignedIn user)
    {
        var setup = await Post<TwoStepSignIn.SecondFactorSetup>(user.Client, "setup", null);
        var app = new Authenticator(host, setup.Secret);
        var codes = await Post<TwoStepSignIn.RecoveryCodes>(user.Client, "enable", new { code = app.Code });
        return (app, codes.Codes);
    }

    private static async Task<T> Post<T>(HttpClient client, string path, object? body)
        where T : class
    {
        using var response = await client.PostAsJsonAsync("/api/auth/2fa/" + path, body);
        response.StatusCode.ShouldBe(HttpStatusCode.OK, await response.Content.ReadAsStringAsync());
        return await response.Read<T>();
    }

    /// <summary>The bytes of a secret as it is typed.</summary>
    public static byte[] Decode(string base32)
    {
        var (bytes, buffer, bits) = (new List<byte>(), 0, 0);
        foreach (var c in base32)
        {
            buffer = (buffer << 5) | "ABCDEFGHIJKLMNOPQRSTUVWXYZ234567".IndexOf(c, StringComparison.Ordinal);
            if ((bits += 5) < 8)
            {
                continue;
            }

            bytes.Add((byte)(buffer >> (bits -= 8)));
            buffer &= (1 << bits) - 1;
        }

        return [.. bytes];
    }
}
