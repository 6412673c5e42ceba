using Microsoft.AspNetCore.Http;

namespace Ami.Modules.Identity;

/// <summary>Asks who may make an account, where a module decides about that (<see cref="IRegistrationGate"/>); otherwise everybody may.</summary>
internal sealed class Admission(IEnumerable<IRegistrationGate> gates, IHttpContextAccessor http)
{
    /// <summary>Characters of an invitation that are kept; none has more.</summary>
    private const int LongestInvitation = 40;
    private const int LongestReferral = 64;

    /// <summary>A newcomer with what they came with.</summary>
    public static Newcomer Newcomer(string email, string? invitation, DateTimeOffset askedAt) =>
        new(email, string.IsNullOrWhiteSpace(invitation) ? null : Short(invitation.Replace("\0", "", StringComparison.Ordinal)), askedAt);

    /// <summary>By whose link this browser came; null when by nobody's.</summary>
    public string? Referral =>
        http.HttpContext?.Request.Cookies[Contracts.Newcomer.ReferralCookie] is { Length: > 0 and <= LongestReferral } token ? token : null;

    /// <summary>Why the newcomer would not be let in now; null when they would.</summary>
    public async Task<Error?> Refusal(Newcomer newcomer, CancellationToken cancellationToken)
    {
        foreach (var gate in gates)
        {
            if (await gate.Refusal(newcomer, cancellationToken) is { } refused)
            {
                return refused;
            }
        }

        return null;
    }

    /// <summary>Lets the newcomer in, in the transaction that makes the account; or says why not.</summary>
    public async Task<Error?> Admit(Newcomer newcomer, Guid userId, CancellationToken cancellationToken)
    {
        foreach (var gate in gates)
        {
            if (await gate.Admit(newcomer with { Referral = newcomer.Referral ?? Referral }, userId, cancellationToken) is { } refused)
            {
                return refused;
            }
        }

        return null;
    }

    private static string Short(string text) => text.Length <= LongestInvitation ? text : text[..LongestInvitation];
}
