using System.Diagnostics.CodeAnalysis;

namespace Ami.Modules.Identity;

/// <summary>
/// Names one picture of one person, for example <c>019a0d….png</c>; stands in their row. A new picture has a new name, so whoever has one cached under its
/// address has the right one.
/// </summary>
internal static class AvatarName
{
    /// <summary>All pictures are below this folder of the file store, in one folder for each person.</summary>
    public static FileKey Folder { get; } = FileKey.Parse("avatars");

    public static string New(CleanImage image, DateTimeOffset now) => $"{TimeOrderedId.New(now):n}.{image.Extension}";

    public static FileKey KeyOf(Guid userId, string name) => FileKey.Parse($"{Folder.Value}/{userId:n}/{name}");

    /// <summary>Where the picture can be fetched; null without one.</summary>
    [return: NotNullIfNotNull(nameof(name))]
    public static string? UrlOf(Guid userId, string? name) => name is null ? null : $"/api/users/{userId}/avatar?v={name}";

    /// <summary>Whose a stored picture is, its name, and when it was stored; false for a key that is none of ours.</summary>
    public static bool TryParse(FileKey key, out Guid userId, out string name, out DateTimeOffset storedAt)
    {
        (userId, name, storedAt) = (default, "", default);
        if (
            key.Value.Split('/') is not [_, var folder, var file]
            || !Guid.TryParseExact(folder, "n", out userId)
            || !Guid.TryParseExact(file.Split('.')[0], "n", out var id)
        )
        {
            return false;
        }

        // The first 48 bits of a version 7 id are its time in milliseconds (RFC 9562 §5.7).
        storedAt = DateTimeOffset.FromUnixTimeMilliseconds(
            long.Parse(id.ToString("n").AsSpan(0, 12), System.Globalization.NumberStyles.HexNumber, System.Globalization.CultureInfo.InvariantCulture)
        );
        name = file;
        return true;
    }
}
