namespace Ami.Modules.Identity;

/// <summary>What a mailed link is good for, how long, and where in the web app it leads. The secret is in the fragment, which no server sees.</summary>
internal sealed record LinkPurpose(string Name, TimeSpan Lifetime, string Page)
{
    public static LinkPurpose VerifyEmail { get; } = new("verify-email", TimeSpan.FromDays(3), "/verify-email");
    public static LinkPurpose ChangeEmail { get; } = new("change-email", TimeSpan.FromDays(1), "/verify-email");
    public static LinkPurpose RevertEmail { get; } = new("revert-email", TimeSpan.FromDays(7), "/restore-email");
    public static LinkPurpose ResetPassword { get; } = new("reset-password", TimeSpan.FromHours(1), "/reset-password");

    public string Path(string secret) => $"{Page}#token={secret}";
}
