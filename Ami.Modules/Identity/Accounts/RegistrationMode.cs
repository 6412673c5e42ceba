using Microsoft.Extensions.Configuration;

namespace Ami.Modules.Identity;

/// <summary>How one becomes a user; <c>Identity:Registration</c>. See docs/adr/0009.</summary>
internal sealed record RegistrationMode(bool VerifyFirst)
{
    public const string Setting = "Identity:Registration";

    /// <summary><c>immediate</c>, <c>verify-first</c>, or unset: verify first where mail really goes out.</summary>
    public static RegistrationMode From(IConfiguration configuration) =>
        configuration[Setting] switch
        {
            null or "" => new(!string.IsNullOrEmpty(configuration["Mail:Smtp:Host"])),
            "immediate" => new(false),
            "verify-first" => new(true),
            var other => throw new InvalidOperationException($"{Setting} is '{other}'; it can be immediate or verify-first."),
        };
}
