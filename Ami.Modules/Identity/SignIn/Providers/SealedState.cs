using System.Buffers.Text;
using System.Text.Json;
using Microsoft.AspNetCore.Authentication;

namespace Ami.Modules.Identity;

/// <summary>
/// The <c>state</c> that travels to a provider and back: encrypted under the master key, so that it holds the PKCE verifier safely and any of our
/// processes can take the answer; and good for some minutes. What it was made for is bound to one browser by the handler's correlation cookie.
/// </summary>
internal sealed class SealedState(string provider, MasterKey master, TimeProvider time) : ISecureDataFormat<AuthenticationProperties>
{
    public static readonly TimeSpan Lifetime = TimeSpan.FromMinutes(15);
    private const string Purpose = "identity.oauth-state";
    private const int MaxLength = 4096;

    public string Protect(AuthenticationProperties data) =>
        Base64Url.EncodeToString(master.Seal(Purpose, provider, JsonSerializer.SerializeToUtf8Bytes(new Content(time.GetUtcNow() + Lifetime, data.Items))));

    public AuthenticationProperties? Unprotect(string? protectedText)
    {
        if (protectedText is not { Length: > 0 and <= MaxLength } || !Base64Url.IsValid(protectedText))
        {
            return null;
        }

        if (master.Open(Purpose, provider, Base64Url.DecodeFromChars(protectedText)) is not { } json)
        {
            return null;
        }

        var content = JsonSerializer.Deserialize<Content>(json);
        return content is null || content.GoodUntil <= time.GetUtcNow() ? null : new AuthenticationProperties(content.Items);
    }

    public string Protect(AuthenticationProperties data, string? purpose) => Protect(data);

    public AuthenticationProperties? Unprotect(string? protectedText, string? purpose) => Unprotect(protectedText);

    private sealed record Content(DateTimeOffset GoodUntil, IDictionary<string, string?> Items);
}
