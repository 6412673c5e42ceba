using Microsoft.EntityFrameworkCore;

namespace Ami.Modules.Identity;

/// <summary>People's pictures: a file in the file store, named by the person's row.</summary>
internal sealed class AvatarStore(UnitOfWork unitOfWork, IdentityDb db, FileStore files, ImageWork images, TimeProvider time)
{
    public static readonly ImageLimits Limits = new();

    /// <summary>Checks a picture and makes it the person's. Fails with one of <see cref="ImageErrors"/>.</summary>
    public async Task<Result<string>> Replace(Guid userId, ReadOnlyMemory<byte> upload, CancellationToken cancellationToken)
    {
        if (!(await images.Clean(upload, Limits, cancellationToken)).Try(out var image, out var refused))
        {
            return refused;
        }

        var name = AvatarName.New(image, time.GetUtcNow());
        using var content = new MemoryStream(image.Bytes, writable: false);
        await files.Put(AvatarName.KeyOf(userId, name), content, cancellationToken);
        return await Name(userId, name, cancellationToken) ? name : IdentityErrors.AccountGone;
    }

    /// <summary>Takes the picture away; nothing happens when there is none.</summary>
    public Task Remove(Guid userId, CancellationToken cancellationToken) => Name(userId, null, cancellationToken);

    /// <summary>Name of the person's picture; null without one, and for nobody.</summary>
    public Task<string?> Find(Guid userId, CancellationToken cancellationToken) =>
        db.Users.Where(u => u.Id == userId).Select(u => u.Avatar).SingleOrDefaultAsync(cancellationToken);

    public Task<byte[]?> Read(Guid userId, string name, CancellationToken cancellationToken) => files.Read(AvatarName.KeyOf(userId, name), cancellationToken);

    public Task<Stream?> Open(Guid userId, string name, CancellationToken cancellationToken) => files.Open(AvatarName.KeyOf(userId, name), cancellationToken);

    /// <returns>False when there is no such person.</returns>
    private Task<bool> Name(Guid userId, string? name, CancellationToken cancellationToken) =>
        unitOfWork.Run(
            async ct =>
            {
                await using var command = unitOfWork.Command(
                    """
                    update identity.users u set avatar = $2 from (select id, avatar from identity.users where id = $1 for update) old where u.id = old.id returning old.avatar
                    """
                );
                command.With(userId).With(name, NpgsqlTypes.NpgsqlDbType.Text);
                await using var reader = await command.ExecuteReaderAsync(ct);
                var found = await reader.ReadAsync(ct);
                if (found && !await reader.IsDBNullAsync(0, ct))
                {
                    unitOfWork.Publish(new FileDiscarded(AvatarName.KeyOf(userId, reader.GetString(0)).Value));
                }

                if (!found && name is not null)
                {
                    unitOfWork.Publish(new FileDiscarded(AvatarName.KeyOf(userId, name).Value));
                }

                return found;
            },
            cancellationToken
        );
}
