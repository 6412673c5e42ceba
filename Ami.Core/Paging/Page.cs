using System.Buffers.Text;
using System.Text;
using System.Text.Json;
using System.Text.Json.Serialization;

namespace Ami.Core;

/// <summary>One page of a list in a stable order.</summary>
/// <typeparam name="T">What is listed.</typeparam>
/// <param name="Items">The rows of this page.</param>
/// <param name="NextCursor">Opaque; ask again with it for the next page. Null on the last page.</param>
public sealed record Page<T>(IReadOnlyList<T> Items, string? NextCursor)
{
    /// <summary>How many rows match in all, on the first page of a list that counts; left out when it does not count or there are too many to.</summary>
    [JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)]
    public int? Total { get; init; }

    /// <summary>
    /// Makes a page from rows that were read with one row more than asked for: the extra row only proves that there is a next page.
    /// </summary>
    /// <param name="rows">At most <paramref name="limit"/> + 1 rows.</param>
    /// <param name="limit">Rows per page.</param>
    /// <param name="key">The sort key of a row, as <see cref="Cursor.Encode{TKey}"/> takes it.</param>
    public static Page<T> Of<TKey>(IReadOnlyList<T> rows, int limit, Func<T, TKey> key) =>
        rows.Count <= limit ? new(rows, null) : new([.. rows.Take(limit)], Cursor.Encode(key(rows[limit - 1])));
}

/// <summary>
/// Opaque cursors: the sort key of the last row that was seen, as URL-safe text. They carry no authority: rows are filtered by owner all the same.
/// </summary>
public static class Cursor
{
    /// <summary>Rows per page unless asked otherwise.</summary>
    public const int DefaultLimit = 50;

    /// <summary>The most rows a page may have.</summary>
    public const int MaxLimit = 200;

    private static readonly JsonSerializerOptions Whole = new() { RespectRequiredConstructorParameters = true };

    /// <summary>Brings a requested page size into [1, <see cref="MaxLimit"/>]; null is <see cref="DefaultLimit"/>.</summary>
    public static int Limit(int? requested) => Math.Clamp(requested ?? DefaultLimit, 1, MaxLimit);

    /// <summary>Encodes a sort key.</summary>
    public static string Encode<TKey>(TKey key) => Base64Url.EncodeToString(JsonSerializer.SerializeToUtf8Bytes(key));

    /// <summary>Decodes what <see cref="Encode{TKey}"/> made.</summary>
    /// <param name="cursor">Null or empty means the first page.</param>
    /// <returns>The key, or null for the first page, or the error <c>cursor.malformed</c>.</returns>
    public static Result<TKey?> Decode<TKey>(string? cursor)
        where TKey : class
    {
        if (string.IsNullOrEmpty(cursor))
        {
            return (TKey?)null;
        }

        try
        {
            var json = Base64Url.DecodeFromChars(cursor);
            return JsonSerializer.Deserialize<TKey>(Encoding.UTF8.GetString(json), Whole) is { } key ? key : Malformed;
        }
        catch (Exception e) when (e is FormatException or JsonException)
        {
            return Malformed;
        }
    }

    private static Error Malformed => Error.Invalid("cursor.malformed", "The cursor is not one this list gave out. Start again without it.");
}
