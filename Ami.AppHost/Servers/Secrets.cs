using System.Security.Cryptography;
using System.Text.Json;

namespace Ami.AppHost.Servers;

/// <summary>What this installation generated once and keeps in <c>.ami/secrets.json</c>, readable by its owner only.</summary>
internal sealed record Secrets(string Superuser, string Owner, string App, string Redis, string MasterKey)
{
    public static Secrets Generate() => new(Password(), Password(), Password(), Password(), Convert.ToBase64String(RandomNumberGenerator.GetBytes(32)));

    public static Secrets LoadOrCreate(string folder)
    {
        var path = Path.Combine(folder, "secrets.json");
        if (File.Exists(path))
        {
            return JsonSerializer.Deserialize<Secrets>(File.ReadAllText(path))
                ?? throw new Setup.SetupException($"{path} is empty.", $"Remove {folder} to start with fresh data, or restore the file.");
        }

        var fresh = Generate();
        PrivateFile.Write(path, JsonSerializer.Serialize(fresh));
        return fresh;
    }

    private static string Password() => Convert.ToHexStringLower(RandomNumberGenerator.GetBytes(24));
}
