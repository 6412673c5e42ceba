using System.Diagnostics.CodeAnalysis;
using System.Text.RegularExpressions;

namespace Ami.Core;

/// <summary>
/// Names a stored file: one to six segments of lower-case letters, digits, dots, dashes and underscores, each beginning with a letter or digit,
/// separated by slashes, for example <c>avatars/0193a1e0.png</c>. Nothing that a file system or a URL could read as anything else. Keys are made
/// by us; a name that a person gave a file never becomes one.
/// </summary>
public sealed partial record FileKey
{
    private FileKey(string value) => Value = value;

    /// <summary>The key as text.</summary>
    public string Value { get; }

    /// <summary>The key of a text.</summary>
    /// <exception cref="ArgumentException">It is none.</exception>
    public static FileKey Parse(string text) =>
        TryParse(text, out var key)
            ? key
            : throw new ArgumentException($"'{text}' names no file: use lower-case letters, digits and . - _ in one to six segments.", nameof(text));

    /// <summary>The key of a text; false when it is none.</summary>
    public static bool TryParse(string text, [NotNullWhen(true)] out FileKey? key)
    {
        key = Form().IsMatch(text) ? new FileKey(text) : null;
        return key is not null;
    }

    /// <inheritdoc/>
    public override string ToString() => Value;

    [GeneratedRegex(@"\A[a-z0-9][a-z0-9._-]{0,99}(/[a-z0-9][a-z0-9._-]{0,99}){0,5}\z")]
    private static partial Regex Form();
}
