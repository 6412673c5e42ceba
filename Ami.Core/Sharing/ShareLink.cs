using System.Buffers.Text;
using System.Security.Cryptography;
using System.Text;

namespace Ami.Core;

/// <summary>A link as its owner sees it. The secret in it is not kept, so it cannot be shown again.</summary>
/// <param name="Id">UUID version 7.</param>
/// <param name="Kind">What kind of thing it shows.</param>
/// <param name="Subject">Which one.</param>
/// <param name="Title">What the owner calls it, for everybody to read; null when they gave it no name.</param>
/// <param name="CreatedAt">When it was made, UTC.</param>
/// <param name="ExpiresAt">When it ends by itself, UTC.</param>
/// <param name="Opened">How often it was opened.</param>
/// <param name="LastOpenedAt">When it was last opened, UTC; null when it never was.</param>
public sealed record ShareLink(
    Guid Id,
    string Kind,
    Guid Subject,
    string? Title,
    DateTimeOffset CreatedAt,
    DateTimeOffset ExpiresAt,
    long Opened,
    DateTimeOffset? LastOpenedAt
);

/// <summary>A link that was just made.</summary>
/// <param name="Link">The link.</param>
/// <param name="Address">Its full address, with the secret. It is told this once.</param>
public sealed record NewShareLink(ShareLink Link, string Address);

/// <summary>What everybody sees who has a link.</summary>
/// <param name="Title">What the owner calls it; null when they gave it no name.</param>
/// <param name="SharedAt">When the link was made, UTC.</param>
/// <param name="ExpiresAt">When it ends by itself, UTC.</param>
/// <param name="View">What is shared.</param>
public sealed record Shared<TView>(string? Title, DateTimeOffset SharedAt, DateTimeOffset ExpiresAt, TView View)
    where TView : class;

/// <summary>What the owner wants.</summary>
/// <param name="Owner">Who shares.</param>
/// <param name="Subject">What.</param>
/// <param name="Terms">Which of it.</param>
/// <param name="Title">1 to 80 characters for everybody to read; null or blank for none.</param>
/// <param name="Days">How long it lasts: 1 to 365.</param>
public sealed record ShareRequest<TTerms>(Guid Owner, Guid Subject, TTerms Terms, string? Title, int Days)
{
    /// <summary>How long a link lasts of whose end nothing was said.</summary>
    public const int DefaultDays = 30;
}

/// <summary>The secret of a link: 192 random bits. Only its SHA-256 is stored; a guess is as good as any other, so no slow hash is needed.</summary>
internal static class ShareToken
{
    private const int Bytes = 24;

    public static string New() => Base64Url.EncodeToString(RandomNumberGenerator.GetBytes(Bytes));

    public static byte[] HashOf(string token) => SHA256.HashData(Encoding.UTF8.GetBytes(token));
}
