namespace Ami.Modules.Workers;

/// <summary>Who of staff made which key: an act of their office, so the key keeps the number of whoever made it.</summary>
internal sealed class WorkersPersonalData : IPersonalData
{
    public IReadOnlyList<KeptData> Kept { get; } =
    [
        new("staff.api-keys", "workers.api_keys")
        {
            Title = new("Claves de programas", "Keys of programs"),
            What = new(
                "Si eres del personal: qué claves creaste para los programas que trabajan con AMI.",
                "If you are staff: which keys you made for programs that work with AMI."
            ),
            Why = new("Para saber quién respondió por cada programa.", "To know who stood for each program."),
            HowLong = new("Mientras exista la clave.", "As long as the key exists."),
            Remains = new("La clave, con un número que ya no designa a nadie.", "The key, with a number that stands for nobody any more."),
        },
    ];

    public Task Export(Guid userId, PersonalArchive archive, CancellationToken cancellationToken) =>
        archive.Rows(
            "staff/api-keys.json",
            "select name, scopes, created_at from workers.api_keys where created_by = $1 order by created_at, id",
            userId,
            cancellationToken
        );

    public Task Erase(Guid userId, CancellationToken cancellationToken) => Task.CompletedTask;
}
