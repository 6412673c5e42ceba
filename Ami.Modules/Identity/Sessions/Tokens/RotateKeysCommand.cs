namespace Ami.Modules.Identity;

/// <summary>Replaces the signing key by hand.</summary>
internal sealed class RotateKeysCommand(KeyRotation rotation, AuditLog audit) : ICommand
{
    private const string Compromised = "--compromised";

    public string Name => "rotate-keys";

    public string Usage => $"rotate-keys [{Compromised}]   replace the key of access tokens without signing anybody out; when it has leaked, at once";

    public async Task<int> Run(IReadOnlyList<string> arguments, TextWriter output, CancellationToken cancellationToken)
    {
        if (arguments is not ([] or [Compromised]))
        {
            await output.WriteLineAsync(Usage);
            return 2;
        }

        var compromised = arguments.Count == 1;
        var kid = await rotation.Now(compromised, cancellationToken);
        await audit.Write(new AuditEntry("identity.keys-rotated", "signing-key", kid) { After = new { compromised } }, cancellationToken);
        await output.WriteLineAsync(
            compromised
                ? $"Key {kid} signs from now on. Within a minute access tokens of earlier keys count no more; clients renew theirs by themselves."
                : $"Key {kid} signs in {KeyRotation.PublishedBefore.TotalMinutes} minutes. Earlier keys verify until their tokens have expired."
        );
        return 0;
    }
}
