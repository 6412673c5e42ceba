namespace Ami.Modules.Learning;

/// <summary>Replaces the key that signs badges.</summary>
internal sealed class RotateBadgeKeyCommand(BadgeKeys keys) : ICommand
{
    private const string Compromised = "--compromised";

    public string Name => "rotate-badge-key";

    public string Usage =>
        $"rotate-badge-key [{Compromised}]   sign badges with a new key; earlier badges go on verifying unless the key has leaked: holders then fetch theirs again";

    public async Task<int> Run(IReadOnlyList<string> arguments, TextWriter output, CancellationToken cancellationToken)
    {
        if (arguments is not ([] or [Compromised]))
        {
            await output.WriteLineAsync(Usage);
            return 2;
        }

        var compromised = arguments.Count == 1;
        var kid = await keys.Replace(compromised, cancellationToken);
        await output.WriteLineAsync(
            compromised
                ? $"Key {kid} signs from now on. Badges that earlier keys signed verify no more; their holders fetch them again from their certificate's page."
                : $"Key {kid} signs from now on. Badges that earlier keys signed go on verifying."
        );
        return 0;
    }
}
