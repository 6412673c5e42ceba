namespace Ami.Modules.Identity.Contracts;

/// <summary>Somebody who wants an account of their own. Accounts that staff's commands make come through no gate.</summary>
/// <param name="Email">The address that it is to have.</param>
/// <param name="Invitation">The code of the invitation that they came with, as they wrote it; null when with none.</param>
/// <param name="AskedAt">When they asked for it; the account itself may be made a day later, when they open the link in their mail.</param>
/// <param name="Referral">What <see cref="ReferralCookie"/> held when they asked; null when nothing.</param>
public sealed record Newcomer(string Email, string? Invitation, DateTimeOffset AskedAt, string? Referral = null)
{
    /// <summary>The cookie in which a browser keeps by whose link it came: a random token, set by the module whose links they are.</summary>
    public const string ReferralCookie = "ami_referral";
}

/// <summary>
/// Decides who may make an account. At most one module registers one, scoped; without it everybody may. What it answers must not depend on whether the address
/// has an account.
/// </summary>
public interface IRegistrationGate
{
    /// <summary>Why the newcomer would not be let in now; null when they would. Called before anything is kept, and uses nothing up.</summary>
    Task<Error?> Refusal(Newcomer newcomer, CancellationToken cancellationToken);

    /// <summary>Lets the newcomer in, in the transaction that makes the account, and uses up what they came with; or says why not, and nothing is made.</summary>
    Task<Error?> Admit(Newcomer newcomer, Guid userId, CancellationToken cancellationToken);
}
