using System.Collections.Immutable;
using System.Net.Mail;
using System.Text;

namespace Ami.Modules.Identity;

/// <summary>What an account's fields may hold.</summary>
internal static class ProfileRules
{
    public const int MinPassword = 10;
    private const int MaxPassword = 256;
    private const int MaxEmail = 254;
    private const int MaxName = 60;

    /// <summary>Words that this product puts into everybody's head.</summary>
    private static readonly string[] OwnWords = ["ami", "trading", "password", "contraseña"];

    /// <summary>
    /// Null when all given fields are right; otherwise every wrong one with what would be right. A new password must not be made of the address or the name
    /// given with it.
    /// </summary>
    public static Error? Check(string? email = null, string? password = null, string? displayName = null, string? timeZone = null)
    {
        var fields = ImmutableDictionary.CreateBuilder<string, string[]>();
        if (email is not null && !IsEmail(email))
        {
            fields["email"] = ["Enter an e-mail address such as ana@example.com. Before the @ it has ASCII characters only: mail to others would not arrive."];
        }

        password = password is null ? null : PasswordWork.Prepared(password);

        if (password is not null && PasswordProblem(password) is { } problem)
        {
            fields["password"] = [problem];
        }

        if (displayName is not null && !IsName(displayName))
        {
            fields["displayName"] = [$"Enter a name of 1 to {MaxName} characters, all of them visible."];
        }

        if (timeZone is not null && !IsTimeZone(timeZone))
        {
            fields["timeZone"] = ["Choose an IANA time zone such as Europe/Madrid."];
        }

        if (fields.Count == 0)
        {
            return password is not null && IsGuessable(password, email, displayName) ? IdentityErrors.PasswordCommon : null;
        }

        return new Error("auth.invalid_fields", "Some fields need another value.", ErrorKind.Invalid) { Fields = fields.ToImmutable() };
    }

    /// <summary>A name within the rules from what somebody else calls them, else from their address.</summary>
    public static string NameFrom(string? given, string email)
    {
        var clean = ShownText.Plain(given ?? "").Trim();
        if (clean.Length == 0)
        {
            clean = email.Split('@')[0];
        }

        if (clean.Length <= MaxName)
        {
            return clean;
        }

        var end = char.IsHighSurrogate(clean[MaxName - 1]) ? MaxName - 1 : MaxName;
        return clean[..end].Trim();
    }

    private static bool IsEmail(string email) =>
        email.Length is >= 3 and <= MaxEmail
        && !email.Any(c => char.IsControl(c) || char.IsWhiteSpace(c) || c is '<' or '>' or '"' or '(' or ')' or ',' or ';')
        && MailAddress.TryCreate(email, out var parsed)
        && parsed.Address == email
        && Ascii.IsValid(parsed.User)
        && AddressNormalizer.AsciiDomain(parsed.Host)?.Contains('.') == true;

    private static string? PasswordProblem(string password) =>
        password.Length switch
        {
            < MinPassword => $"Use at least {MinPassword} characters. A few words are easier to remember than symbols.",
            > MaxPassword => $"Use at most {MaxPassword} characters.",
            _ when password.Any(char.IsControl) => "Use printable characters.",
            _ when password.Distinct().Count() < 4 => "Use more different characters.",
            _ => null,
        };

    /// <summary>A common password, or little besides words that everybody who knows the person or the product would try.</summary>
    private static bool IsGuessable(string password, string? email, string? displayName)
    {
        if (CommonPasswords.Contains(password))
        {
            return true;
        }

        var rest = password.ToLowerInvariant();
        foreach (var word in OwnWords.Concat(Words(email)).Concat(Words(displayName)).OrderByDescending(w => w.Length))
        {
            rest = rest.Replace(word, "", StringComparison.Ordinal);
        }

        return rest.Count(char.IsLetterOrDigit) < MinPassword / 2;
    }

    private static IEnumerable<string> Words(string? text) =>
        (text ?? "").ToLowerInvariant().Split([' ', '@', '.', '-', '_', '+'], StringSplitOptions.RemoveEmptyEntries).Where(w => w.Length >= 3);

    private static bool IsName(string name) => name.Trim().Length is >= 1 and <= MaxName && ShownText.IsPlain(name);

    private static bool IsTimeZone(string timeZone) =>
        timeZone.Length <= 64 && TimeZoneInfo.TryFindSystemTimeZoneById(timeZone, out var zone) && zone.HasIanaId;
}
