using Microsoft.EntityFrameworkCore;

namespace Ami.Modules.__Name__;

/// <summary>People's entries: handed over when they ask, gone with their account.</summary>
internal sealed class __Name__PersonalData(__Name__Db db) : IPersonalData
{
    public IReadOnlyList<KeptData> Kept { get; } =
    [
        new("__kebab-name__.entries", "__snake_name__.entries")
        {
            Title = new("Entradas", "Entries"),
            What = new("Las entradas que escribiste.", "Entries that you wrote."),
            Why = new("Para mostrártelas.", "To show them to you."),
            HowLong = KeptData.AsTheAccount,
        },
    ];

    public Task Export(Guid userId, PersonalArchive archive, CancellationToken cancellationToken) =>
        archive.Rows(
            "__kebab-name__/entries.json",
            "select id, title, created_at from __snake_name__.entries where user_id = $1 order by created_at, id",
            userId,
            cancellationToken
        );

    public Task Erase(Guid userId, CancellationToken cancellationToken) => db.Entries.Where(e => e.UserId == userId).ExecuteDeleteAsync(cancellationToken);
}
