-- Name of the person's picture in the file store; see Avatars/AvatarName.cs.
alter table identity.users add column avatar text check (avatar ~ '^[0-9a-f]{32}[.](png|jpg|webp)$');
