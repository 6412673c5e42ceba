using System.Diagnostics;
using System.Net;
using System.Net.Http.Json;
using System.Security.Cryptography;
using System.Text.Json;

namespace Ami.TestKit;

/// <summary>
/// npm's <c>oauth2-mock-server</c>, playing all four providers, with a desk that decides who is there and what goes wrong (<see cref="Next"/>). It checks
/// PKCE and keeps nothing else. Ends with this process.
/// </summary>
public sealed class OAuthProvider : IAsyncDisposable
{
    /// <summary>What it takes to be Apple's client.</summary>
    public static readonly ECDsa AppleKey = ECDsa.Create(ECCurve.NamedCurves.nistP256);

    private readonly Process _process;
    private readonly HttpClient _http = new(new SocketsHttpHandler { AllowAutoRedirect = false, UseCookies = false });
    private readonly Uri _provider;
    private readonly Uri _desk;

    private OAuthProvider(Process process, Uri provider, Uri desk) => (_process, _provider, _desk) = (process, provider, desk);

    /// <summary>Configuration of AMI that leads to it, for all four providers.</summary>
    public IReadOnlyDictionary<string, string?> Settings { get; private set; } = new Dictionary<string, string?>();

    public static async Task<OAuthProvider> Start()
    {
        var process =
            Process.Start(
                new ProcessStartInfo("node", ["oauth-provider.mjs"])
                {
                    WorkingDirectory = await InteropPrograms.Folder(),
                    RedirectStandardInput = true,
                    RedirectStandardOutput = true,
                }
            ) ?? throw new InvalidOperationException("node did not start.");
        var line = await process.StandardOutput.ReadLineAsync() ?? throw new InvalidOperationException("The provider did not start.");
        var addresses =
            JsonSerializer.Deserialize<Addresses>(line, JsonSerializerOptions.Web)
            ?? throw new InvalidOperationException("The provider did not say where it is.");
        var provider = new OAuthProvider(process, addresses.Provider, addresses.Desk);
        provider.Settings = provider.All().ToDictionary();
        return provider;
    }

    /// <summary>What the program writes first: where people sign in, and where tests say what happens.</summary>
    private sealed record Addresses(Uri Provider, Uri Desk);

    /// <summary>
    /// Who is there from now on and what goes wrong: <c>person</c> (answer of the user endpoint), <c>emails</c> (GitHub's), <c>claims</c> (in tokens),
    /// <c>error</c> and <c>state</c> (in the redirect), <c>fault</c> (of the token endpoint: hang, drop, failed, refused, garbage, empty),
    /// <c>personStatus</c>, <c>forged</c>.
    /// </summary>
    public async Task Next(object what) => (await _http.PostAsJsonAsync(new Uri(_desk, "/next"), what)).EnsureSuccessStatusCode();

    /// <summary>What the last exchange of a code sent.</summary>
    public async Task<IReadOnlyDictionary<string, string>> LastExchange() =>
        await _http.GetFromJsonAsync<Dictionary<string, string>>(new Uri(_desk, "/seen")) ?? [];

    /// <summary>What the person's browser does with the address that AMI sends it to: goes there, is recognised, and is sent back.</summary>
    /// <returns>The address it is sent back to.</returns>
    public async Task<Uri> Visit(Uri address)
    {
        using var response = await _http.GetAsync(address);
        response.StatusCode.ShouldBe(HttpStatusCode.Found, await response.Content.ReadAsStringAsync());
        return response.Headers.Location.ShouldNotBeNull();
    }

    public async ValueTask DisposeAsync()
    {
        _http.Dispose();
        _process.StandardInput.Close();
        await _process.WaitForExitAsync();
        _process.Dispose();
    }

    private IEnumerable<KeyValuePair<string, string?>> All()
    {
        foreach (var name in (string[])["google", "facebook", "apple", "github"])
        {
            yield return new($"OAuth:{name}:ClientId", $"{name}-client");
            yield return new($"OAuth:{name}:AuthorizationEndpoint", new Uri(_provider, "/authorize").ToString());
            yield return new($"OAuth:{name}:TokenEndpoint", new Uri(_desk, "/token").ToString());
            yield return new($"OAuth:{name}:UserEndpoint", new Uri(_provider, "/userinfo").ToString());
            if (name != "apple")
            {
                yield return new($"OAuth:{name}:ClientSecret", $"{name}-secret");
            }
        }
        yield return new("OAuth:github:EmailsEndpoint", new Uri(_desk, "/emails").ToString());
        yield return new("OAuth:apple:TeamId", "TEAM123456");
        yield return new("OAuth:apple:KeyId", "KEY1234567");
        yield return new("OAuth:apple:PrivateKey", AppleKey.ExportPkcs8PrivateKeyPem());
        yield return new("OAuth:apple:KeysEndpoint", new Uri(_provider, "/jwks").ToString());
        yield return new("OAuth:apple:Issuer", _provider.ToString().TrimEnd('/'));
    }
}
