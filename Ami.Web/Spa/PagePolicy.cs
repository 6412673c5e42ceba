using System.Security.Cryptography;
using System.Text;
using System.Text.RegularExpressions;

namespace Ami.Web.Spa;

/// <summary>
/// The Content-Security-Policy of the web app's page. Scripts come from this origin; the few inline ones of the built page (theme
/// before first paint) are allowed by their hashes, which are taken from the page itself. Styles may be inline because the
/// component library sets element styles.
/// </summary>
internal static partial class PagePolicy
{
    public static string For(string html)
    {
        var hashes = InlineScript()
            .Matches(html)
            .Select(match => $" 'sha256-{Convert.ToBase64String(SHA256.HashData(Encoding.UTF8.GetBytes(match.Groups[1].Value)))}'");
        return "default-src 'self'; script-src 'self'"
            + string.Concat(hashes)
            + "; style-src 'self' 'unsafe-inline'; img-src 'self' data: blob:; font-src 'self' data:; connect-src 'self'; worker-src 'self' blob:"
            + "; frame-src https://www.youtube-nocookie.com https://player.vimeo.com; object-src 'none'; base-uri 'self'; form-action 'self'; frame-ancestors 'none'";
    }

    [GeneratedRegex(@"<script(?![^>]*\ssrc=)[^>]*>(.*?)</script>", RegexOptions.Singleline | RegexOptions.IgnoreCase)]
    private static partial Regex InlineScript();
}
