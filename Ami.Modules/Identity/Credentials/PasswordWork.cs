using System.Globalization;
using System.Text;
using Microsoft.AspNetCore.Identity;
using Microsoft.Extensions.Options;

namespace Ami.Modules.Identity;

/// <summary>
/// Hashing and checking passwords costs a deliberate tenth of a second of one core. At most one per core runs at a time, so that a
/// flood of sign-ins queues up here while everything else goes on being answered.
/// </summary>
internal sealed class PasswordWork : IDisposable
{
    private readonly PasswordHasher<User> _hasher;
    private readonly Lazy<string> _decoy;
    private readonly SemaphoreSlim _cores = new(Math.Max(1, Environment.ProcessorCount));

    public PasswordWork(IOptions<PasswordHasherOptions> options)
    {
        _hasher = new PasswordHasher<User>(options);
        _decoy = new Lazy<string>(() => _hasher.HashPassword(Nobody, "nobody signs in with this"));
    }

    /// <summary>The hasher does not look at whose password it is.</summary>
    private static User Nobody { get; } =
        new()
        {
            DisplayName = "",
            Language = default,
            TimeZone = "",
            CreatedAt = default,
        };

    /// <summary>
    /// What is hashed: the same password typed on another keyboard may come in other code points (RFC 8265, OpaqueString: blanks of all kinds are U+0020, then NFC).
    /// </summary>
    public static string Prepared(string password) =>
        string.Concat(password.EnumerateRunes().Select(rune => Rune.GetUnicodeCategory(rune) == UnicodeCategory.SpaceSeparator ? " " : rune.ToString()))
            .Normalize();

    public Task<string> Hash(string password, CancellationToken cancellationToken) =>
        OnACore(() => _hasher.HashPassword(Nobody, Prepared(password)), cancellationToken);

    /// <summary>The same work whether there is an account, and whether it has a password; without one it always fails.</summary>
    public async Task<PasswordVerificationResult> Verify(User? user, string password, CancellationToken cancellationToken)
    {
        var hash = user?.PasswordHash ?? _decoy.Value;
        var prepared = Prepared(password);
        var verdict = await OnACore(() => _hasher.VerifyHashedPassword(Nobody, hash, prepared), cancellationToken);
        // Older hashes are of what was typed.
        if (
            verdict == PasswordVerificationResult.Failed
            && prepared != password
            && await OnACore(() => _hasher.VerifyHashedPassword(Nobody, hash, password), cancellationToken) != PasswordVerificationResult.Failed
        )
        {
            verdict = PasswordVerificationResult.SuccessRehashNeeded;
        }

        return user?.PasswordHash is null ? PasswordVerificationResult.Failed : verdict;
    }

    public void Dispose() => _cores.Dispose();

    private async Task<T> OnACore<T>(Func<T> work, CancellationToken cancellationToken)
    {
        await _cores.WaitAsync(cancellationToken);
        try
        {
            return work();
        }
        finally
        {
            _cores.Release();
        }
    }
}
