using Microsoft.Extensions.Configuration;

namespace Ami.Core;

/// <summary>Where people open the application, <c>App:PublicUrl</c>: for links in mails, and for what other sites send back to us.</summary>
public sealed class PublicUrl
{
    /// <summary>Name of the setting.</summary>
    public const string Setting = "App:PublicUrl";

    private readonly string _root;

    /// <summary>Reads the setting; throws when it is not an http or https address without a path.</summary>
    public PublicUrl(IConfiguration configuration)
    {
        var text = configuration[Setting] is { Length: > 0 } given ? given : "http://localhost:5080";
        _root =
            Uri.TryCreate(text, UriKind.Absolute, out var url) && url is { Scheme: "http" or "https", PathAndQuery: "/", Fragment: "" }
                ? url.GetLeftPart(UriPartial.Authority)
                : throw new InvalidOperationException(
                    $"{Setting} must be the address at which people open the application, for example https://ami.example.com, not '{text}'."
                );
    }

    /// <summary>The full address of a path in the application.</summary>
    /// <param name="path">Starts with a single slash; may have a query and a fragment.</param>
    public string Link(string path) =>
        path.StartsWith('/') && !path.StartsWith("//", StringComparison.Ordinal)
            ? _root + path
            : throw new ArgumentException($"'{path}' is not a path in the application.", nameof(path));
}
