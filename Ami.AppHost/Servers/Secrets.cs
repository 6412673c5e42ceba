using System.Security.Cryptography;
using System.Text.Json;

namespace Ami.AppHost.Servers;

/// <summary>What this installation generated once and keeps in <c>.ami/secrets.json</c>, readable by its owner only.</summary>
internal sealed record Secrets(string Superuser, string Owner, string App, string Redis, string MasterKey)
{
    /// <summary>What clients of the simulated Stripe sign their requests with.</summary>
    public string StripeKey { get; init; } = "";

    /// <summary>What the simulated Stripe signs its events with.</summary>
    public string StripeWebhook { get; init; } = "";

    public static Secrets Generate() =>
        new Secrets(Password(), Password(), Password(), Password(), Convert.ToBase64String(RandomNumberGenerator.GetBytes(32))).Complete();

    public static Secrets LoadOrCreate(string folder)
    {
        var path = Path.Combine(folder, "secrets.json");
        if (!File.Exists(path))
        {
            var fresh = Generate();
            PrivateFile.Write(path, JsonSerializer.Serialize(fresh));
            return fresh;
        }

        var kept =
            JsonSerializer.Deserialize<Secrets>(File.ReadAllText(path))
            ?? throw new Setup.SetupException($"{path} is empty.", $"Remove {folder} to start with fresh data, or restore the file.");
        var complete = kept.Complete();
        if (complete != kept)
        {
            PrivateFile.Write(path, JsonSerializer.Serialize(complete));
        }

        return complete;
    }

    /// <summary>Generates those that an older version did not know.</summary>
    private Secrets Complete() =>
        this with
        {
            StripeKey = StripeKey.Length > 0 ? StripeKey : $"sk_test_{Password()}",
            StripeWebhook = StripeWebhook.Length > 0 ? StripeWebhook : $"whsec_{Password()}",
        };

    private static string Password() => Convert.ToHexStringLower(RandomNumberGenerator.GetBytes(24));
}
