using System.Security.Cryptography;

namespace Ami.StripeSimulator.Wire;

/// <summary>Ids in Stripe's manner: a prefix that says what it is, and random letters.</summary>
internal static class Ids
{
    private const string Letters = "0123456789ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz";

    public static string New(string prefix) => $"{prefix}_{RandomNumberGenerator.GetString(Letters, 24)}";

    public static string Secret(string of) => $"{of}_secret_{RandomNumberGenerator.GetString(Letters, 25)}";
}
